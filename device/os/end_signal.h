// SPDX-License-Identifier: MIT
//
// How a program without windows is told to end: Ctrl-C, the service manager, or `ctl quit`.
#pragma once

namespace sangdam::shell {

// To be made on the main thread before any other thread exists: threads inherit that SIGINT and
// SIGTERM are not theirs.
class EndSignal {
public:
    EndSignal();
    void wait();    // Main thread: returns when the end was asked for.
    void request(); // Any thread.
};

} // namespace sangdam::shell
