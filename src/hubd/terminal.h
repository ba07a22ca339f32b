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

// Ctrl-C and the service manager. To be made before any other thread exists: threads inherit that
// SIGINT and SIGTERM are not theirs.
class StopSignal {
public:
    StopSignal();
    void wait(); // Returns when the program shall end.
};

} // namespace sangdam::hubd
