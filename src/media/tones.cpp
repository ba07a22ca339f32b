// SPDX-License-Identifier: MIT

#include "media/tones.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;

constexpr double kTurn = 2 * std::numbers::pi;
constexpr double kFullScale = 32767;
// Below this mean power (about -70 dBFS) there is only noise; a share of it would mean nothing.
constexpr double kQuietPower = 100;
// A tone that came through a call is bent by up to 0.1 % to match two clocks: over longer pieces it
// would cancel itself out.
constexpr milliseconds kBlock{100};

std::size_t samples_in(milliseconds length, int rate) {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, length.count()) * rate / 1000);
}

struct TonePower {
    double all = 0;
    double of_tone = 0;
};

// A sine of amplitude A over n samples: |sum|^2 = (A n / 2)^2, and its power is n A^2 / 2.
TonePower tone_power(std::span<const Sample> sound, double turns_per_sample) {
    TonePower out;
    double real = 0;
    double imaginary = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double s = sound[i];
        const double angle = kTurn * turns_per_sample * static_cast<double>(i);
        out.all += s * s;
        real += s * std::cos(angle);
        imaginary += s * std::sin(angle);
    }
    out.of_tone = 2 * (real * real + imaginary * imaginary) / static_cast<double>(sound.size());
    return out;
}

} // namespace

Pcm sines(std::initializer_list<double> hertz, milliseconds length, double level) {
    const auto count = samples_in(length, kRate);
    const double fade = kRate * 0.005;
    Pcm out;
    out.samples.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = static_cast<double>(i);
        double sum = 0;
        for (const double f : hertz) sum += std::sin(kTurn * f * at / kRate);
        const double edge = std::min({1.0, (at + 1) / fade, static_cast<double>(count - i) / fade});
        const double value = std::clamp(sum * level * edge, -1.0, 1.0) * kFullScale;
        out.samples.push_back(static_cast<Sample>(std::lround(value)));
    }
    return out;
}

Pcm silence(milliseconds length) {
    Pcm out;
    out.samples.assign(samples_in(length, kRate), 0);
    return out;
}

Pcm joined(const Pcm& first, const Pcm& second) {
    Pcm out = first;
    out.samples.insert(out.samples.end(), second.samples.begin(), second.samples.end());
    return out;
}

Pcm ringback_of_korea() {
    return joined(sines({440, 480}, milliseconds(1000)), silence(milliseconds(2000)));
}

Pcm busy_of_korea() {
    return joined(sines({480, 620}, milliseconds(500)), silence(milliseconds(500)));
}

double tone_share(const Pcm& sound, double hertz, milliseconds window) {
    const auto count = std::min(sound.samples.size(), samples_in(window, sound.rate));
    const auto looked_at = std::span(sound.samples).last(count);
    const auto block = samples_in(kBlock, sound.rate);
    double power = 0;
    double of_tone = 0;
    for (std::size_t at = 0; at < count; at += block) {
        const auto piece = looked_at.subspan(at, std::min(block, count - at));
        const auto found = tone_power(piece, hertz / sound.rate);
        power += found.all;
        of_tone += found.of_tone;
    }
    if (count == 0 || power / static_cast<double>(count) < kQuietPower) return 0;
    return std::min(1.0, of_tone / power);
}

} // namespace sangdam::media
