// SPDX-License-Identifier: MIT

#include "media/delay_estimate.h"

#include <algorithm>
#include <cmath>

namespace sangdam::media {
namespace {

constexpr std::int64_t kMs = 48;
// A packet beyond the quantile is not lost: play-out waits for it with made-up sound. So it may be
// lower than the 1 % of late packets one is ready to bear.
constexpr float kQuantile = 0.984F;
constexpr float kMemory = 1500;           // Packets: half a minute at 20 ms.
constexpr std::int64_t kStart = 20 * kMs; // Before the path is known.
constexpr float kStartWeight = 4;         // As if so many packets had shown it.

} // namespace

void DelayEstimate::observe(std::int64_t timestamp, std::int64_t arrived,
                            std::int64_t usable) noexcept {
    note_minimum(arrived - timestamp, arrived);
    note_delay(usable - timestamp - *base());
}

void DelayEstimate::note_minimum(std::int64_t transit, std::int64_t arrived) noexcept {
    const std::int64_t number = std::max<std::int64_t>(arrived, 0) / kSpan;
    auto& span = minima_[static_cast<std::size_t>(number) % kSpans];
    if (span.number != number) span = {number, transit};
    span.smallest = std::min(span.smallest, transit);
    for (auto& other : minima_)
        if (other.number >= 0 && other.number + static_cast<std::int64_t>(kSpans) <= number)
            other.number = -1; // Nothing came for a while: too old to count.
}

std::optional<std::int64_t> DelayEstimate::base() const noexcept {
    std::optional<std::int64_t> out;
    for (const auto& span : minima_)
        if (span.number >= 0) out = out ? std::min(*out, span.smallest) : span.smallest;
    return out;
}

void DelayEstimate::note_delay(std::int64_t delay) noexcept {
    if (seen_ == 0) {
        weight_[static_cast<std::size_t>(kStart / kMs)] = kStartWeight;
        total_ = kStartWeight;
    }
    ++seen_;
    // The first packets count fully: a memory of 1500 packets would learn nothing for seconds.
    const float keep = 1 - 1 / std::min(kMemory, static_cast<float>(seen_) + kStartWeight);
    total_ = 0;
    for (auto& w : weight_) total_ += w *= keep;
    const auto bucket = static_cast<std::size_t>(std::clamp<std::int64_t>(
        (delay + kMs - 1) / kMs, 0, static_cast<std::int64_t>(kBuckets) - 1));
    weight_[bucket] += 1;
    total_ += 1;

    float sum = 0;
    std::size_t at = 0;
    while (at + 1 < kBuckets && (sum += weight_[at]) < kQuantile * total_) ++at;
    wanted_ = static_cast<std::int64_t>(at) * kMs;
}

std::int64_t DelayEstimate::wanted() const noexcept { return seen_ == 0 ? kStart : wanted_; }

} // namespace sangdam::media
