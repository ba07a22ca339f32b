// SPDX-License-Identifier: MIT
//
// How fast one API of the shop may be called: a token bucket whose size and rate the shop tells
// with every answer (GNCP-GW-RateLimit-*), because the numbers are not published and move. Pure;
// one per application and API.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace sangdam::orders {

struct RateTold {
    std::optional<double> per_second; // -Replenish-Rate
    std::optional<double> burst;      // -Burst-Capacity
    std::optional<double> remaining;  // -Remaining
};

class RateBucket {
public:
    // Zero: a call was taken and may be made now. Else nothing was taken; ask again after that.
    std::chrono::milliseconds take(base::TimePoint now);
    void heard(const RateTold&, base::TimePoint now);
    void refused(base::TimePoint now); // 429 GW.RATE_LIMIT: whatever we thought, it is empty.

    double per_second() const { return per_second_; }

private:
    void refill(base::TimePoint now);

    // Until the first answer: the slowest that was ever seen (2/s, burst 4).
    double per_second_ = 2;
    double burst_ = 4;
    double level_ = 4;
    std::optional<base::TimePoint> filled_at_;
};

} // namespace sangdam::orders
