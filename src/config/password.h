// SPDX-License-Identifier: MIT
//
// A settings file names the place of a password and never holds it: the file is copied, mailed and
// backed up. Reads files; any thread.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <string>

namespace sangdam::config {

struct PasswordSource {
    std::string file;        // password_file: its first line, readable by its owner only.
    std::string environment; // password_env: name of a variable.

    bool empty() const { return file.empty() && environment.empty(); }
};

// BadInput: no source, or the file may be read by others. NotFound: file or variable is not there.
base::Result<base::Secret> read_password(const PasswordSource&);

} // namespace sangdam::config
