// SPDX-License-Identifier: MIT
//
// A named thread with a mailbox and timers: runs tasks one at a time, in the order they were
// posted, and timers when they are due.
#pragma once

#include "base/executor.h"
#include "base/timers.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace sangdam::base {

class Strand final : public Executor, public Timers {
public:
    explicit Strand(std::string name);
    ~Strand() override; // Runs what was posted, then joins. Later posts and timers are dropped.

    Strand(const Strand&) = delete;
    Strand& operator=(const Strand&) = delete;

    void post(Task) override;
    bool is_current() const override;
    Timer after(std::chrono::milliseconds delay, Task) override; // On this strand only.

private:
    using Due = std::chrono::steady_clock::time_point;
    void run();
    bool take(Task& out); // Waits. False: closing and nothing left.

    const std::string name_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> tasks_;                               // Guarded by mutex_.
    bool closing_ = false;                                 // Guarded by mutex_.
    std::map<std::pair<Due, std::uint64_t>, Task> timers_; // Strand's own thread only.
    std::uint64_t next_timer_ = 0;                         // Strand's own thread only.
    std::thread thread_; // Last: starts only when everything above exists.
};

// Gives the calling thread a name that debuggers, `ps -L` and crash reports show (15 characters).
void name_this_thread(const std::string& name);

} // namespace sangdam::base
