# Every library of somebody else's, under one name each. A module names it in USES and nowhere else.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

function(sangdam_pkg target)
  string(MAKE_C_IDENTIFIER "${target}" id)
  pkg_check_modules(${id} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
  add_library(${target} ALIAS PkgConfig::${id})
endfunction()

if(SANGDAM_DEPS)
  set(ENV{PKG_CONFIG_PATH} "${SANGDAM_DEPS}/lib/pkgconfig:$ENV{PKG_CONFIG_PATH}")
endif()

sangdam_pkg(third::fmt fmt)
sangdam_pkg(third::spdlog spdlog)
sangdam_pkg(third::json nlohmann_json)
sangdam_pkg(third::sodium libsodium)
sangdam_pkg(third::sqlite sqlite3)
sangdam_pkg(third::postgres libpq)
sangdam_pkg(third::curl libcurl)
sangdam_pkg(third::openssl openssl)
sangdam_pkg(third::crypt libcrypt)
sangdam_pkg(third::opus opus)
sangdam_pkg(third::speexdsp speexdsp)
sangdam_pkg(third::srtp libsrtp2)
sangdam_pkg(third::portaudio portaudio-2.0)
if(NOT WIN32)
  sangdam_pkg(third::alsa alsa)
endif()
sangdam_pkg(third::hidapi hidapi-hidraw)
sangdam_pkg(third::udev libudev)
sangdam_pkg(third::dbus dbus-1)
sangdam_pkg(third::xcb xcb)
sangdam_pkg(third::gtk gtk+-3.0)

find_package(Boost 1.74 REQUIRED)
find_path(SANGDAM_TOML_DIR toml++/toml.h REQUIRED)
find_path(SANGDAM_CLI11_DIR CLI/CLI.hpp REQUIRED)
add_library(third_headers_boost INTERFACE)
target_link_libraries(third_headers_boost INTERFACE Boost::headers Threads::Threads)
if(SANGDAM_SANITIZE MATCHES "thread")
  # ThreadSanitizer does not know fences; Asio's queues are guarded by a mutex anyway.
  target_compile_definitions(third_headers_boost INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
add_library(third::boost ALIAS third_headers_boost)
add_library(third_headers_cli INTERFACE)
target_include_directories(third_headers_cli SYSTEM INTERFACE "${SANGDAM_CLI11_DIR}")
add_library(third::cli11 ALIAS third_headers_cli)
add_library(third_headers_toml INTERFACE)
target_include_directories(third_headers_toml SYSTEM INTERFACE "${SANGDAM_TOML_DIR}")
add_library(third::toml ALIAS third_headers_toml)

# sofia-sip: only our patched build will do (src/decisions/0002).
find_library(SANGDAM_SOFIA_LIB NAMES libsofia-sip-ua.a
  PATHS "${SANGDAM_DEPS}/lib" NO_DEFAULT_PATH)
find_path(SANGDAM_SOFIA_DIR sofia-sip/nua.h
  PATHS "${SANGDAM_DEPS}/include/sofia-sip-1.12" NO_DEFAULT_PATH)
if(NOT SANGDAM_SOFIA_LIB OR NOT SANGDAM_SOFIA_DIR)
  message(FATAL_ERROR "The patched sofia-sip was not found in SANGDAM_DEPS='${SANGDAM_DEPS}'.\n"
    "Run ./installer/deps/build first (./tests/run and ./installer/try do it themselves) and pass "
    "-DSANGDAM_DEPS=<the prefix it prints>.")
endif()
add_library(third_sofia STATIC IMPORTED GLOBAL)
set_target_properties(third_sofia PROPERTIES IMPORTED_LOCATION "${SANGDAM_SOFIA_LIB}"
  INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${SANGDAM_SOFIA_DIR}"
  INTERFACE_INCLUDE_DIRECTORIES "${SANGDAM_SOFIA_DIR}")
target_link_libraries(third_sofia INTERFACE third::openssl Threads::Threads)
add_library(third::sofia ALIAS third_sofia)

# wxWidgets on Debian has no CMake package: wx-config it is.
find_package(wxWidgets 3.2 REQUIRED COMPONENTS core base)
add_library(third_wx INTERFACE)
target_include_directories(third_wx SYSTEM INTERFACE ${wxWidgets_INCLUDE_DIRS})
target_compile_definitions(third_wx INTERFACE ${wxWidgets_DEFINITIONS} wxNO_UNSAFE_WXSTRING_CONV=1)
target_compile_options(third_wx INTERFACE ${wxWidgets_CXX_FLAGS})
target_link_libraries(third_wx INTERFACE ${wxWidgets_LIBRARIES})
add_library(third::wx ALIAS third_wx)
