// SPDX-License-Identifier: MIT
//
// How a program is told to end from outside: Ctrl-C, the service manager, the end of the session;
// and by itself.
#pragma once

namespace sangdam::os {

// To be made on the main thread before any other thread exists: threads inherit that SIGINT and
// SIGTERM are not theirs.
class EndSignal {
public:
    EndSignal();
    void wait();    // One thread: returns when the end was asked for.
    void request(); // Any thread.
};

} // namespace sangdam::os
