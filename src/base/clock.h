// SPDX-License-Identifier: MIT
//
// Time comes in as an argument. Logic takes a TimePoint; edges hold a Clock.
#pragma once

#include <chrono>

namespace sangdam::base {

using TimePoint = std::chrono::steady_clock::time_point;           // Durations: never jumps.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>; // Records and promises: UTC.

class Clock {
public:
    virtual ~Clock() = default;
    virtual TimePoint now() const = 0; // Any thread.
    virtual WallTime wall() const = 0; // Any thread.
};

// The machine's own clocks. Only composition roots make one.
class SystemClock final : public Clock {
public:
    TimePoint now() const override;
    WallTime wall() const override;
};

} // namespace sangdam::base
