// SPDX-License-Identifier: MIT

#include "config/password.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace sangdam::config {
namespace {

using base::Errc;
using base::Error;

bool open_to_others(const std::filesystem::path& path) {
#ifdef _WIN32
    (void)path; // Access lists say more than these nine bits; the installer sets them.
    return false;
#else
    using std::filesystem::perms;
    std::error_code failed;
    const auto mode = std::filesystem::status(path, failed).permissions();
    return !failed && (mode & (perms::group_all | perms::others_all)) != perms::none;
#endif
}

base::Result<base::Secret> from_file(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    if (!file) return Error{Errc::NotFound, "cannot open the password file " + path};
    if (open_to_others(path))
        return Error{Errc::BadInput, "others may read the password file " + path +
                                         "; allow its owner only (chmod 600)"};
    std::getline(file, line);
    while (line.ends_with('\r')) line.pop_back();
    if (line.empty())
        return Error{Errc::BadInput, "the first line of the password file " + path + " is empty"};
    return base::Secret(std::move(line));
}

} // namespace

base::Result<base::Secret> read_password(const PasswordSource& source) {
    if (!source.file.empty()) return from_file(source.file);
    if (source.environment.empty())
        return Error{Errc::BadInput, "no password_file and no password_env is set"};
    const char* value = std::getenv(source.environment.c_str()); // NOLINT(concurrency-mt-unsafe)
    if (value == nullptr || *value == '\0')
        return Error{Errc::NotFound, "the environment variable " + source.environment +
                                         " with the password is not set"};
    return base::Secret(value);
}

} // namespace sangdam::config
