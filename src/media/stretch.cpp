// SPDX-License-Identifier: MIT

#include "media/stretch.h"

#include "media/pitch.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sangdam::media {
namespace {

// Mean power below which nobody hears a seam (-50 dBFS).
constexpr double kQuiet = 100.0 * 100.0;

double power(std::span<const Sample> sound) {
    double sum = 0;
    for (const Sample s : sound) sum += static_cast<double>(s) * s;
    return sum / static_cast<double>(sound.size());
}

double needed_likeness(Haste haste) { return haste == Haste::Urgent ? 0.5 : 0.85; }

// Where a seam is not heard: the period to cut at, or 0.
std::size_t seam(std::span<const Sample> sound, Haste haste) {
    const auto window = sound.first(std::min(sound.size(), kStretchLikes));
    const auto pitch = pitch_at_end(window, kRate);
    const bool unheard = pitch.likeness >= needed_likeness(haste) || power(window) < kQuiet;
    return unheard ? pitch.period : 0;
}

Sample blend(Sample from, Sample to, std::size_t at, std::size_t of) {
    const double w = static_cast<double>(at + 1) / static_cast<double>(of + 1);
    return static_cast<Sample>(std::lround(from * (1 - w) + to * w));
}

} // namespace

std::size_t take_out_a_period(std::span<Sample> sound, Haste haste) noexcept {
    assert(sound.size() >= kStretchNeeds);
    const std::size_t period = seam(sound, haste);
    for (std::size_t i = 0; i < period; ++i)
        sound[period + i] = blend(sound[i], sound[period + i], i, period);
    return period;
}

std::size_t put_in_a_period(std::span<const Sample> sound, std::span<Sample> out) noexcept {
    assert(sound.size() >= kStretchNeeds && out.size() >= 2 * kLongestStretch);
    const std::size_t period = seam(sound, Haste::Gentle);
    for (std::size_t i = 0; i < period; ++i) {
        out[i] = sound[i];
        out[period + i] = blend(sound[period + i], sound[i], i, period);
    }
    return period;
}

} // namespace sangdam::media
