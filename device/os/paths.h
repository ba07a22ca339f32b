// SPDX-License-Identifier: MIT
//
// Where things lie on this machine. Reads environment and disk; any thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace sangdam::os {

// Environment as an argument, so that tests need not change the process's own.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment process_environment();

// Drafts, keys, the log. `chosen` (--data-dir, the settings file) when not empty, else
// $XDG_DATA_HOME/sangdamcall, else ~/.local/share/sangdamcall. Made with mode 0700 if absent.
// Unavailable: cannot be made or written.
base::Result<std::filesystem::path> data_dir(const std::string& chosen,
                                             const Environment& = process_environment());

// The folder of the lock and the control channel. With a chosen data folder that one, so that two
// desks with two folders do not meet; else $XDG_RUNTIME_DIR/sangdamcall: one desk per session.
base::Result<std::filesystem::path> session_dir(const std::string& chosen,
                                                const Environment& = process_environment());

// ~/.config/sangdamcall/<name>, respecting $XDG_CONFIG_HOME; may not exist.
std::filesystem::path settings_file(const std::string& name,
                                    const Environment& = process_environment());

// Sounds and catalogs: $SANGDAM_RESOURCES, else ../share/sangdamcall beside the program, else where
// the build put them. NotFound: none of these exists.
base::Result<std::filesystem::path> resource_dir(const Environment& = process_environment());

} // namespace sangdam::os
