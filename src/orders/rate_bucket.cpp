// SPDX-License-Identifier: MIT

#include "orders/rate_bucket.h"

#include <algorithm>
#include <cmath>

namespace sangdam::orders {
namespace {
constexpr double kSlowest = 1.0 / 3600; // The penalty's one call per hour.
constexpr double kFastest = 1000;
} // namespace

void RateBucket::refill(base::TimePoint now) {
    if (filled_at_) {
        const std::chrono::duration<double> passed = now - *filled_at_;
        level_ = std::min(burst_, level_ + std::max(0.0, passed.count()) * per_second_);
    }
    filled_at_ = now;
}

std::chrono::milliseconds RateBucket::take(base::TimePoint now) {
    refill(now);
    if (level_ >= 1) {
        level_ -= 1;
        return std::chrono::milliseconds{0};
    }
    const double wait = (1 - level_) / per_second_ * 1000;
    return std::chrono::milliseconds{static_cast<std::int64_t>(std::ceil(wait))};
}

void RateBucket::heard(const RateTold& told, base::TimePoint now) {
    refill(now);
    if (told.per_second && std::isfinite(*told.per_second) && *told.per_second > 0)
        per_second_ = std::clamp(*told.per_second, kSlowest, kFastest);
    if (told.burst && std::isfinite(*told.burst) && *told.burst >= 1)
        burst_ = std::min(*told.burst, 2 * kFastest);
    // Other programs of the shop share the bucket: never believe in more than is left. What is on
    // the way was taken here and not counted there yet, so that more is not believed either.
    if (told.remaining && std::isfinite(*told.remaining) && *told.remaining >= 0)
        level_ = std::min(level_, *told.remaining);
    level_ = std::min(level_, burst_);
}

void RateBucket::refused(base::TimePoint now) {
    refill(now);
    level_ = std::min(level_, 0.0);
}

} // namespace sangdam::orders
