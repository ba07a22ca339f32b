// SPDX-License-Identifier: MIT
//
// What the far end is going to lose, judged by what it reported to have lost. Bad news is believed
// at once; good news only after some reports of it, because losses come in bursts and redundancy
// that is switched off between two of them helps nobody. Pure; media thread.
#pragma once

#include <algorithm>

namespace sangdam::media {

class FarLoss {
public:
    // A receiver report's fraction lost, 0..1. Returns what to expect.
    double reported(double fraction) noexcept {
        constexpr double kKept = 0.8;    // Per report: from 5 % to nothing in ten.
        constexpr double kNoise = 0.005; // Below, nobody hears it.
        expected_ = std::max(fraction, expected_ * kKept);
        if (expected_ < kNoise) expected_ = 0;
        return expected_;
    }
    double expected() const noexcept { return expected_; }

private:
    double expected_ = 0;
};

} // namespace sangdam::media
