// SPDX-License-Identifier: MIT
//
// A piece of sound in memory: one channel, 16 bit. A value; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sangdam::media {

using Sample = std::int16_t;

// Everything between codec and card runs at this rate; other rates exist at the edges only.
inline constexpr int kRate = 48000;
// One beat of the media thread. 5 ms, because half the beat is added to every mouth-to-ear delay.
inline constexpr std::chrono::milliseconds kBeat{5};
inline constexpr std::size_t kBeatSamples = kRate / 1000 * 5;

struct Pcm {
    int rate = kRate;
    std::vector<Sample> samples;

    std::chrono::milliseconds length() const {
        return std::chrono::milliseconds(static_cast<std::int64_t>(samples.size()) * 1000 / rate);
    }
};

// The same sound at another rate (speexdsp, quality 8). For sound that is loaded once, not for
// streams.
Pcm at_rate(const Pcm&, int rate);

} // namespace sangdam::media
