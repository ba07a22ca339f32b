// SPDX-License-Identifier: MIT
//
// [log], the same in both programs.
#pragma once

#include "base/log.h"

#include <string>

namespace sangdam::config {

struct LogSettings {
    base::log::Level level = base::log::Level::Info; // level = "debug" | "info" | "warn" | "error"
    std::string file;                                // Empty: stderr only.
};

} // namespace sangdam::config
