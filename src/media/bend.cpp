// SPDX-License-Identifier: MIT

#include "media/bend.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sangdam::media {
namespace {

// Cubic through four points (Catmull-Rom): at 48 kHz speech lies far below where it bends treble.
double curve(const std::array<Sample, 4>& p, double t) {
    const double a = 0.5 * (p[2] - p[0]);
    const double b = 0.5 * (p[3] - p[1]);
    const double rise = static_cast<double>(p[2]) - p[1];
    return ((a + b - 2 * rise) * t + (3 * rise - 2 * a - b)) * t * t + a * t + p[1];
}

} // namespace

std::size_t Bend::run(std::span<const Sample> in, std::span<Sample> out) noexcept {
    std::size_t used = 0;
    for (Sample& s : out) {
        while (phase_ >= 1) {
            assert(used < in.size());
            last_ = {last_[1], last_[2], last_[3], in[used++]};
            phase_ -= 1;
        }
        s = static_cast<Sample>(std::lround(std::clamp(curve(last_, phase_), -32768.0, 32767.0)));
        phase_ += step_;
    }
    return used;
}

} // namespace sangdam::media
