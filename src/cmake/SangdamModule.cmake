# One module = one folder = one static library `sangdam::<name>`.
#   sangdam_module(sip DEPENDS base core SOURCES transaction.cpp HEADERS transaction.h USES sofia::sip)
# DEPENDS are ours and part of the interface; USES are third parties and stay inside, so that the
# link graph is the same table as "who may include whom" in README.md.

add_library(sangdam_rules INTERFACE)
target_compile_features(sangdam_rules INTERFACE cxx_std_20)
if(MSVC)
  target_compile_options(sangdam_rules INTERFACE /W4 /permissive- /utf-8 $<$<BOOL:${SANGDAM_WERROR}>:/WX>)
  target_compile_definitions(sangdam_rules INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN)
else()
  target_compile_options(sangdam_rules INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
    $<$<BOOL:${SANGDAM_WERROR}>:-Werror>)
endif()
# gcc 12 with -O2 takes the inactive members of a moved std::variant for uninitialized (GCC bug 80635
# and its many children). The debug and sanitizer builds, where it is right, keep the warning.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_options(sangdam_rules INTERFACE -Wno-maybe-uninitialized)
endif()
if(SANGDAM_SANITIZE)
  target_compile_options(sangdam_rules INTERFACE -fsanitize=${SANGDAM_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(sangdam_rules INTERFACE -fsanitize=${SANGDAM_SANITIZE})
  if(SANGDAM_SANITIZE MATCHES "undefined")
    target_compile_options(sangdam_rules INTERFACE -fno-sanitize-recover=undefined)
  endif()
endif()
if(SANGDAM_FUZZ)
  # Our libraries tell the fuzzer which branches an input reached.
  target_compile_options(sangdam_rules INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(NOT WIN32 AND NOT MSVC)
  # lld halves the linking time; it is optional.
  find_program(SANGDAM_LLD ld.lld)
  if(SANGDAM_LLD)
    target_link_options(sangdam_rules INTERFACE -fuse-ld=lld)
  endif()
endif()

function(sangdam_module name)
  cmake_parse_arguments(M "" "" "DEPENDS;SOURCES;HEADERS;USES" ${ARGN})
  add_library(sangdam_${name} STATIC)
  add_library(sangdam::${name} ALIAS sangdam_${name})
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR PARENT_PATH include_root)
  target_sources(sangdam_${name}
    PRIVATE ${M_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS "${include_root}" FILES ${M_HEADERS})
  list(TRANSFORM M_DEPENDS PREPEND "sangdam::")
  target_link_libraries(sangdam_${name} PUBLIC sangdam_rules ${M_DEPENDS} PRIVATE ${M_USES})
  # `all_verify_interface_header_sets` compiles every public header alone.
  set_target_properties(sangdam_${name} PROPERTIES
    CXX_EXTENSIONS OFF LINKER_LANGUAGE CXX VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()
