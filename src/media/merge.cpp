// SPDX-License-Identifier: MIT

#include "media/merge.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sangdam::media {
namespace {

// How alike two pieces are, -1..1; every fourth sample tells enough of a voice.
double likeness(std::span<const Sample> a, std::span<const Sample> b) {
    double cross = 0;
    double power_a = 1;
    double power_b = 1;
    for (std::size_t i = 0; i < a.size(); i += 4) {
        cross += static_cast<double>(a[i]) * b[i];
        power_a += static_cast<double>(a[i]) * a[i];
        power_b += static_cast<double>(b[i]) * b[i];
    }
    return cross / std::sqrt(power_a * power_b);
}

} // namespace

std::size_t merge(std::span<Sample> sound, std::size_t made_up, std::size_t real) noexcept {
    assert(made_up + real <= sound.size());
    if (made_up < kMergeFade || real < kMergeFade) return 0;
    const auto seam = sound.size() - made_up - real;
    const auto old = sound.subspan(seam, made_up);
    const auto fresh = sound.last(real);
    const auto head = fresh.first(kMergeFade);
    // Later costs delay, so a later place has to fit clearly better.
    std::size_t best = 0;
    double best_worth = -2;
    for (std::size_t at = 0; at + kMergeFade <= made_up; at += 4) {
        const double cost = 0.5 * static_cast<double>(at) / static_cast<double>(made_up);
        const double worth = likeness(old.subspan(at, kMergeFade), head) - cost;
        if (worth <= best_worth) continue;
        best_worth = worth;
        best = at;
    }
    for (std::size_t i = 0; i < kMergeFade; ++i) {
        const double in = static_cast<double>(i + 1) / static_cast<double>(kMergeFade + 1);
        old[best + i] = static_cast<Sample>(std::lround(old[best + i] * (1 - in) + fresh[i] * in));
    }
    std::ranges::copy(fresh.subspan(kMergeFade),
                      old.begin() + static_cast<std::ptrdiff_t>(best + kMergeFade));
    return made_up - best;
}

} // namespace sangdam::media
