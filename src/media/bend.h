// SPDX-License-Identifier: MIT
//
// Plays sound faster or slower by a few hundred parts per million: that is how the far end's clock
// and the card's are brought together without a seam (Law 2). A change of pitch below 0.1 % is not
// heard. Media thread; no allocation.
#pragma once

#include "media/pcm.h"

#include <array>
#include <cstddef>
#include <span>

namespace sangdam::media {

class Bend {
public:
    // > 0: faster, more sound is used up than made.
    void set(double ppm) noexcept { step_ = 1 + ppm * 1e-6; }

    // Fills `out` from the front of `in` and returns how many were used up. `in` must hold
    // needs(out.size()).
    std::size_t run(std::span<const Sample> in, std::span<Sample> out) noexcept;
    static std::size_t needs(std::size_t out) { return out + out / 500 + 2; }

private:
    std::array<Sample, 4>
        last_{};       // The newest four used up: the curve goes through the middle two.
    double phase_ = 1; // Between last_[1] and last_[2]; >= 1: the next is due.
    double step_ = 1;
};

} // namespace sangdam::media
