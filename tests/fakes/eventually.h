// SPDX-License-Identifier: MIT
//
// Waiting in tests without sleeping: the thread that makes something happen notifies, the test
// wakes at that moment. The deadline only ends a test that has failed anyway.
#pragma once

#include "base/executor.h"

#include <chrono>
#include <condition_variable>
#include <future>
#include <list>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace sangdam::fakes {

inline constexpr std::chrono::seconds kDeadline{10};

// A list that one thread fills and the test takes from.
template <class T>
class Heard {
public:
    void push(T value) {
        {
            const std::lock_guard lock(mutex_);
            values_.push_back(std::move(value));
        }
        changed_.notify_all();
    }

    // The first one that fits, taken out; what does not fit stays. Nothing after the deadline.
    template <class Fits>
    std::optional<T> take(Fits fits, std::chrono::milliseconds within = kDeadline) {
        std::unique_lock lock(mutex_);
        const auto end = std::chrono::steady_clock::now() + within;
        for (;;) {
            for (auto it = values_.begin(); it != values_.end(); ++it) {
                if (!fits(*it)) continue;
                auto found = std::move(*it);
                values_.erase(it);
                return found;
            }
            if (changed_.wait_until(lock, end) == std::cv_status::timeout) return std::nullopt;
        }
    }

    template <class Fits>
    bool has(Fits fits) const {
        const std::lock_guard lock(mutex_);
        for (const auto& value : values_)
            if (fits(value)) return true;
        return false;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::list<T> values_;
};

// Runs `work` on the executor's thread and waits for its result.
template <class Work>
auto on(base::Executor& thread, Work work) -> std::invoke_result_t<Work> {
    std::packaged_task<std::invoke_result_t<Work>()> task(std::move(work));
    auto done = task.get_future();
    thread.post([&task] { task(); });
    return done.get();
}

} // namespace sangdam::fakes
