// SPDX-License-Identifier: MIT
//
// How long the play-out must wait for packets on this path: a quantile of their relative delay,
// over the last half minute. Relative to the fastest packet of the last ten seconds, so that the
// clocks of both ends need not agree and may drift. Pure; times are counted in samples at kRate.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace sangdam::media {

class DelayEstimate {
public:
    // A packet with this timestamp arrived, and could be used from `usable` on.
    void observe(std::int64_t timestamp, std::int64_t arrived, std::int64_t usable) noexcept;

    // Smallest (arrival - timestamp): zero on the scale of delays. Nothing before the first packet.
    std::optional<std::int64_t> base() const noexcept;
    std::int64_t wanted() const noexcept; // Play-out delay above base().

private:
    void note_minimum(std::int64_t transit, std::int64_t arrived) noexcept;
    void note_delay(std::int64_t delay) noexcept;

    static constexpr std::size_t kBuckets = 600; // 1 ms each; the last holds all that is longer.
    static constexpr std::size_t kSpans = 5;     // The minimum is kept for each of these...
    static constexpr std::int64_t kSpan = 48 * 2000; // ... so long.

    struct Span {
        std::int64_t number = -1;
        std::int64_t smallest = 0;
    };
    std::array<Span, kSpans> minima_{};
    std::array<float, kBuckets> weight_{}; // How often each delay was seen, old ones fading.
    float total_ = 0;
    int seen_ = 0;
    std::int64_t wanted_ = 0;
};

} // namespace sangdam::media
