// SPDX-License-Identifier: MIT
//
// What the program needs from the operating system it was started on. Main thread.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <string>

namespace sangdam::hubd {

// A variable when one is named; else typed at the terminal, unseen and twice, or the first line of
// standard input.
base::Result<base::Secret> ask_password(const std::string& variable, const std::string& whose);

} // namespace sangdam::hubd
