// SPDX-License-Identifier: MIT
//
// When to send the next RTCP report: every five seconds, made uneven so that the reports of many do
// not fall together, the first at half of it (RFC 3550 §6.2); after a loss sooner, because what the
// far end does against losses it can only do when it knows of them. Pure; media thread.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <chrono>
#include <random>

namespace sangdam::media {

class ReportClock {
public:
    explicit ReportClock(std::uint32_t seed) : random_(seed) {}

    void start(base::TimePoint now) { next_ = now + between(1500, 2500); }
    bool due(base::TimePoint now) const { return now >= next_; }
    void sent(base::TimePoint now) {
        last_ = now;
        next_ = now + between(4000, 6000);
    }
    void lost_something(base::TimePoint now) {
        next_ = std::min(next_, std::max(now, last_ + std::chrono::milliseconds(1000)));
    }

private:
    std::chrono::milliseconds between(int shortest, int longest) {
        return std::chrono::milliseconds(
            std::uniform_int_distribution<int>(shortest, longest)(random_));
    }
    std::minstd_rand random_;
    base::TimePoint last_{};
    base::TimePoint next_{};
};

} // namespace sangdam::media
