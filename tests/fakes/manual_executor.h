// SPDX-License-Identifier: MIT
//
// An executor and timers that move only when the test says so.
#pragma once

#include "base/executor.h"
#include "base/timers.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <utility>

namespace sangdam::fakes {

class ManualExecutor final : public base::Executor, public base::Timers {
public:
    void post(base::Task task) override { tasks_.push_back(std::move(task)); }
    bool is_current() const override { return running_; }

    base::Timer after(std::chrono::milliseconds delay, base::Task task) override {
        const auto key = std::pair{now_ + delay, next_++};
        timers_.emplace(key, std::move(task));
        return base::Timer([this, key] { timers_.erase(key); });
    }

    // Runs what is posted, and what that posts; returns how many tasks ran.
    std::size_t run_all() {
        std::size_t n = 0;
        const bool outer = std::exchange(running_, true);
        for (; !tasks_.empty(); ++n) {
            auto task = std::move(tasks_.front());
            tasks_.pop_front();
            task();
        }
        running_ = outer;
        return n;
    }

    // Lets logical time pass; timers fire in order, each at its own time.
    void advance(std::chrono::milliseconds by) {
        const auto end = now_ + by;
        run_all();
        while (!timers_.empty() && timers_.begin()->first.first <= end) {
            now_ = timers_.begin()->first.first;
            auto task = std::move(timers_.begin()->second);
            timers_.erase(timers_.begin());
            post(std::move(task));
            run_all();
        }
        now_ = end;
    }
    std::chrono::milliseconds now() const { return now_; }

private:
    std::deque<base::Task> tasks_;
    std::map<std::pair<std::chrono::milliseconds, std::uint64_t>, base::Task> timers_;
    std::chrono::milliseconds now_{0};
    std::uint64_t next_ = 0;
    bool running_ = false;
};

} // namespace sangdam::fakes
