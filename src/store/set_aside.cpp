// SPDX-License-Identifier: MIT

#include "store/set_aside.h"

#include <string>
#include <system_error>

namespace sangdam::store {

bool set_aside(const std::filesystem::path& file) {
    std::error_code error;
    for (const char* part : {"-wal", "-shm", ""}) {
        auto from = file;
        from += part;
        if (!std::filesystem::exists(from, error)) continue;
        auto to = file;
        to += std::string(".damaged") + part;
        std::filesystem::rename(from, to, error);
        if (error) return false;
    }
    return true;
}

} // namespace sangdam::store
