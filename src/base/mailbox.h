// SPDX-License-Identifier: MIT
//
// Tasks that any thread posts and one thread takes, for a thread that has a rhythm of its own to
// keep (the media thread's beat). A thread without one is better off as a Strand.
#pragma once

#include "base/clock.h"
#include "base/executor.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace sangdam::base {

class Mailbox {
public:
    void post(Task); // Any thread. Dropped once closed.
    void close();    // Any thread. Wakes the owner; what was posted before is still taken.

    // The owner. Moves what is there to the end of `out`; with nothing there, waits until something
    // is or `deadline` has passed. False: closed, and everything was taken.
    bool wait_until(TimePoint deadline, std::vector<Task>& out);
    // Waits without end.
    bool wait(std::vector<Task>& out);

private:
    bool take(std::vector<Task>& out);

    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Task> tasks_; // Guarded by mutex_.
    bool closed_ = false;     // Guarded by mutex_.
};

} // namespace sangdam::base
