// SPDX-License-Identifier: MIT

#include "media/pitch.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sangdam::media {
namespace {

double likeness_at(std::span<const Sample> sound, std::size_t lag, std::size_t window,
                   std::size_t stride) {
    const Sample* const now = sound.data() + sound.size() - window;
    const Sample* const then = now - lag;
    double cross = 0;
    double energy_now = 1; // Not 0: two silences are alike in nothing.
    double energy_then = 1;
    for (std::size_t i = 0; i < window; i += stride) {
        const double a = now[i];
        const double b = then[i];
        cross += a * b;
        energy_now += a * a;
        energy_then += b * b;
    }
    return cross / std::sqrt(energy_now * energy_then);
}

} // namespace

Pitch pitch_at_end(std::span<const Sample> sound, int rate) noexcept {
    const auto per_second = static_cast<std::size_t>(rate);
    const std::size_t shortest = per_second / 400;
    const std::size_t longest = std::min(per_second * 15 / 1000, sound.size() / 2);
    const std::size_t window = longest;
    assert(longest >= shortest);
    // A voice's period needs no more than 8 kHz to be found; the second look is exact.
    const std::size_t stride = per_second >= 16'000 ? per_second / 8000 : 1;
    Pitch best;
    best.likeness = -2;
    const auto look = [&](std::size_t from, std::size_t to, std::size_t step) {
        for (std::size_t lag = from; lag <= to; lag += step) {
            const double likeness = likeness_at(sound, lag, window, stride);
            if (likeness > best.likeness) best = {lag, likeness};
        }
    };
    look(shortest, longest, stride);
    if (stride > 1) {
        const std::size_t around = best.period;
        look(std::max(shortest, around - stride), std::min(longest, around + stride), 1);
    }
    return best;
}

} // namespace sangdam::media
