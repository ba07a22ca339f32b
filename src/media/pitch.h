// SPDX-License-Identifier: MIT
//
// The period of a voice at the end of a piece of sound, by normalised cross-correlation. Pure; used
// to fill gaps (concealment) and to stretch time.
#pragma once

#include "media/pcm.h"

#include <cstddef>
#include <span>

namespace sangdam::media {

struct Pitch {
    std::size_t period = 0; // In samples.
    double likeness = 0;    // -1..1: how alike the last period and the one before are.
};

// Looks at lags of 2.5 to 15 ms (400 to 67 Hz), which takes 30 ms of sound; of less, at lags up to
// half of it. `sound` must hold at least 5 ms.
Pitch pitch_at_end(std::span<const Sample> sound, int rate) noexcept;

} // namespace sangdam::media
