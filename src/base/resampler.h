// SPDX-License-Identifier: MIT
//
// Changes the rate of a stream of samples (one channel, 16 bit). Here, because both ends of the
// sound need it: the codecs in src/media and the card in device/audio. Allocates when it is made,
// never after. One owner, one thread; safe on the card's thread.
#pragma once

#include "base/realtime.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace sangdam::base {

class Resampler {
public:
    struct Moved {
        std::size_t in = 0;  // Samples taken,
        std::size_t out = 0; // and samples made.
    };

    Resampler(int from, int to, int quality = 4); // 0 poor .. 10 best, speexdsp's scale.
    ~Resampler();
    Resampler(Resampler&&) noexcept;
    Resampler& operator=(Resampler&&) noexcept;

    // Takes and makes as much as fits.
    Moved run(std::span<const std::int16_t> in, std::span<std::int16_t> out) noexcept SDC_REALTIME;
    void forget() noexcept SDC_REALTIME; // As if nothing had gone through yet.

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::base
