// SPDX-License-Identifier: MIT

#include "pbx/practice/sounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace sangdam::pbx {
namespace {

constexpr int kNotes = 32; // Of half a second each.
constexpr double kNoteSeconds = 0.5;
constexpr double kRingSeconds = 2.4; // How long a string sounds on.
constexpr double kLevel = 2600;      // Of 32767: music behind a voice, not before it.

// Degrees of D's pentatonic scale, as semitones above D4; four bars that come home.
constexpr std::array<int, kNotes> kLine{0,  7, 12, 14, 16, 14, 12, 7, -5, 2, 7, 12, 14, 12, 7, 2,
                                        -3, 4, 9,  12, 16, 12, 9,  4, -5, 2, 7, 9,  12, 9,  7, 2};

double pitch(int semitones) { return 293.66 * std::exp2(semitones / 12.0); }

// A plucked string is added to `mix` from `start` on: harmonics that fade the faster the higher
// they are. Each is a phasor that turns and shrinks by one multiplication a sample, because a sine
// and an exponential each time would take a second to start.
void pluck(std::vector<double>& mix, std::size_t start, double hertz) {
    constexpr double kSample = 1.0 / media::kRate;
    const auto length = static_cast<std::size_t>(kRingSeconds * media::kRate);
    for (int harmonic = 1; harmonic <= 4; ++harmonic) {
        const double angle = 2 * std::numbers::pi * hertz * harmonic * kSample;
        const double shrink = std::exp(-kSample * (1.6 + 1.4 * harmonic));
        const double cosine = shrink * std::cos(angle), sine = shrink * std::sin(angle);
        double re = kLevel / harmonic, im = 0;
        std::size_t at = start;
        for (std::size_t n = 0; n < length; ++n) {
            const double seconds = static_cast<double>(n) * kSample;
            const double attack = std::min(1.0, seconds / 0.004); // No click.
            const double release = std::min(1.0, (kRingSeconds - seconds) / 0.2);
            // The last strings ring into the beginning.
            mix[at] += im * attack * release;
            if (++at == mix.size()) at = 0;
            const double turned = re * cosine - im * sine;
            im = re * sine + im * cosine;
            re = turned;
        }
    }
}

} // namespace

media::Pcm waiting_music() {
    const auto note = static_cast<std::size_t>(kNoteSeconds * media::kRate);
    std::vector<double> mix(note * kNotes);
    for (std::size_t i = 0; i < kLine.size(); ++i) pluck(mix, i * note, pitch(kLine[i]));
    media::Pcm out;
    out.samples.reserve(mix.size());
    for (const double sample : mix)
        out.samples.push_back(static_cast<media::Sample>(std::clamp(sample, -32768.0, 32767.0)));
    return out;
}

} // namespace sangdam::pbx
