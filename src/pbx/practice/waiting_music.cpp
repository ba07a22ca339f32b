// SPDX-License-Identifier: MIT

#include "pbx/practice/sounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

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

// A plucked string: harmonics that fade the faster the higher they are.
double string_at(double hertz, double seconds) {
    double sum = 0;
    for (int harmonic = 1; harmonic <= 4; ++harmonic)
        sum += std::sin(2 * std::numbers::pi * hertz * harmonic * seconds) *
               std::exp(-seconds * (1.6 + 1.4 * harmonic)) / harmonic;
    const double attack = std::min(1.0, seconds / 0.004); // No click.
    const double release = std::clamp((kRingSeconds - seconds) / 0.2, 0.0, 1.0);
    return sum * attack * release;
}

} // namespace

media::Pcm waiting_music() {
    const auto note = static_cast<std::size_t>(kNoteSeconds * media::kRate);
    const auto ring = static_cast<std::size_t>(kRingSeconds * media::kRate);
    std::vector<double> mix(note * kNotes);
    for (std::size_t i = 0; i < kLine.size(); ++i) {
        const double hertz = pitch(kLine[i]);
        for (std::size_t n = 0; n < ring; ++n) // The last strings ring into the beginning.
            mix[(i * note + n) % mix.size()] +=
                string_at(hertz, static_cast<double>(n) / media::kRate);
    }
    media::Pcm out;
    out.samples.reserve(mix.size());
    for (const double sample : mix)
        out.samples.push_back(
            static_cast<media::Sample>(std::clamp(sample * kLevel, -32768.0, 32767.0)));
    return out;
}

} // namespace sangdam::pbx
