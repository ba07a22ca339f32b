// SPDX-License-Identifier: MIT

#include "base/strand.h"

#include <cassert>
#include <utility>

#if defined(__linux__)
#include <pthread.h>
#endif

namespace sangdam::base {

void name_this_thread(const std::string& name) {
#if defined(__linux__)
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
#else
    static_cast<void>(name); // Windows: SetThreadDescription needs a newer SDK than mingw's.
#endif
}

Strand::Strand(std::string name) : name_(std::move(name)), thread_([this] { run(); }) {}

Strand::~Strand() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Strand::post(Task task) {
    {
        const std::lock_guard lock(mutex_);
        if (closing_) return;
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
}

bool Strand::is_current() const { return std::this_thread::get_id() == thread_.get_id(); }

Timer Strand::after(std::chrono::milliseconds delay, Task task) {
    assert(is_current());
    const auto key = std::pair{std::chrono::steady_clock::now() + delay, next_timer_++};
    timers_.emplace(key, std::move(task));
    return Timer([this, key] { timers_.erase(key); });
}

bool Strand::take(Task& out) {
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto first = timers_.begin();
        const bool due =
            first != timers_.end() && first->first.first <= std::chrono::steady_clock::now();
        // A posted task and a due timer take turns by age alone; a flood of tasks must not starve
        // the timers, so a due timer goes first.
        if (due && !closing_) {
            out = std::move(first->second);
            timers_.erase(first);
            return true;
        }
        if (!tasks_.empty()) {
            out = std::move(tasks_.front());
            tasks_.pop_front();
            return true;
        }
        if (closing_) return false;
        const auto woken = [this] { return closing_ || !tasks_.empty(); };
        if (first == timers_.end()) {
            wake_.wait(lock, woken);
        } else {
            wake_.wait_until(lock, first->first.first, woken);
        }
    }
}

void Strand::run() {
    name_this_thread(name_);
    for (Task task; take(task); task = nullptr) task();
    timers_.clear(); // What the timers hold must die on this thread.
}

} // namespace sangdam::base
