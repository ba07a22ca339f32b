// SPDX-License-Identifier: MIT
//
// A clock that stands still until the test moves it; its wall time can jump by itself.
#pragma once

#include "base/clock.h"

namespace sangdam::fakes {

class ManualClock final : public base::Clock {
public:
    base::TimePoint now() const override { return now_; }
    base::WallTime wall() const override { return wall_; }
    void advance(std::chrono::milliseconds by) {
        now_ += by;
        wall_ += by;
    }
    void set_wall(base::WallTime to) { wall_ = to; }

private:
    base::TimePoint now_{};
    base::WallTime wall_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
};

} // namespace sangdam::fakes
