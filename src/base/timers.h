// SPDX-License-Identifier: MIT
//
// "Later, on the same thread." A Timer that goes out of scope never fires.
#pragma once

#include "base/executor.h"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace sangdam::base {

// Owns one pending call. Moves; destroying or reset()ting it cancels. To be used on the thread of
// the Timers that made it.
class Timer {
public:
    Timer() = default;
    explicit Timer(std::function<void()> cancel) : cancel_(std::move(cancel)) {}
    ~Timer() { reset(); }
    Timer(Timer&& other) noexcept : cancel_(std::exchange(other.cancel_, nullptr)) {}
    Timer& operator=(Timer&& other) noexcept {
        if (this != &other) {
            reset();
            cancel_ = std::exchange(other.cancel_, nullptr);
        }
        return *this;
    }
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

    void reset() {
        if (auto cancel = std::exchange(cancel_, nullptr)) cancel();
    }
    bool pending() const { return cancel_ != nullptr; } // True also after it fired.

private:
    std::function<void()> cancel_;
};

class Timers {
public:
    virtual ~Timers() = default;
    // On the owning thread only. `task` runs once, on that thread, not before `delay` has passed.
    [[nodiscard]] virtual Timer after(std::chrono::milliseconds delay, Task task) = 0;
};

} // namespace sangdam::base
