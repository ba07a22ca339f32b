// SPDX-License-Identifier: MIT
//
// XDG Base Directory Specification 0.8.

#include "os/paths.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace sangdam::os {
namespace {

namespace fs = std::filesystem;
using base::Errc;
using base::Error;

constexpr const char* kName = "sangdamcall";

// "Relative paths are invalid and must be ignored."
std::optional<fs::path> absolute_from(const Environment& environment, const char* name) {
    const auto value = environment(name);
    if (!value || !fs::path(*value).is_absolute()) return std::nullopt;
    return fs::path(*value);
}

fs::path home(const Environment& environment, const char* variable, const char* below_home) {
    if (const auto set = absolute_from(environment, variable)) return *set / kName;
    const auto home = absolute_from(environment, "HOME").value_or("/");
    return home / below_home / kName;
}

base::Result<fs::path> made_private(const fs::path& folder) {
    std::error_code failed;
    const bool there = fs::is_directory(folder, failed);
    if (!there) {
        fs::create_directories(folder.parent_path(), failed);
        if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
            return Error{Errc::Unavailable,
                         "cannot make the folder " + folder.string() + ": " + std::strerror(errno)};
    }
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        return Error{Errc::Unavailable, "cannot write into the folder " + folder.string() + ": " +
                                            std::strerror(errno)};
    return folder;
}

} // namespace

Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe)
        if (value == nullptr || *value == '\0') return std::nullopt;
        return std::string(value);
    };
}

base::Result<fs::path> data_dir(const std::string& chosen, const Environment& environment) {
    if (!chosen.empty()) return made_private(fs::absolute(chosen).lexically_normal());
    return made_private(home(environment, "XDG_DATA_HOME", ".local/share"));
}

base::Result<fs::path> session_dir(const std::string& chosen, const Environment& environment) {
    if (chosen.empty())
        if (const auto runtime = absolute_from(environment, "XDG_RUNTIME_DIR"))
            return made_private(*runtime / kName);
    return data_dir(chosen, environment);
}

fs::path settings_file(const std::string& name, const Environment& environment) {
    return home(environment, "XDG_CONFIG_HOME", ".config") / name;
}

base::Result<fs::path> resource_dir(const Environment& environment) {
    std::error_code failed;
    const auto program = fs::read_symlink("/proc/self/exe", failed);
    const auto chosen = absolute_from(environment, "SANGDAM_RESOURCES");
    for (const auto& folder :
         {chosen.value_or(fs::path()), program.parent_path().parent_path() / "share" / kName,
          fs::path(SANGDAM_BUILD_RESOURCES)})
        if (!folder.empty() && fs::is_directory(folder, failed)) return folder;
    return Error{Errc::NotFound,
                 "the program's sounds and catalogs are not there: looked in "
                 "../share/sangdamcall beside the program and in " SANGDAM_BUILD_RESOURCES};
}

} // namespace sangdam::os
