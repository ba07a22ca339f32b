// SPDX-License-Identifier: MIT
//
// Fills gaps in a stream whose codec cannot do it itself, in the manner of G.711 Appendix I: the
// last pitch period is repeated, softer and softer, gone after 60 ms; when sound comes again the
// two are cross-faded. Unlike the appendix it adds no delay. One owner, one thread; no allocation.
#pragma once

#include "media/pcm.h"

#include <array>
#include <cstddef>
#include <span>

namespace sangdam::media {

class Concealment {
public:
    explicit Concealment(int rate); // Up to 16 kHz.

    // Sound that came. Its beginning is changed if a gap was before it.
    void heard(std::span<Sample> sound) noexcept;
    void make_up(std::span<Sample> out) noexcept;

private:
    Sample next() noexcept; // Of the repeated period.
    void begin() noexcept;
    void remember(std::span<const Sample>) noexcept;

    static constexpr std::size_t kMostHistory = 640; // 40 ms at 16 kHz
    static constexpr std::size_t kLongestPeriod = 240;

    const std::size_t per_ms_;
    std::array<Sample, kMostHistory> history_{}; // The newest per_ms_ * 40 are at its end.
    std::array<double, kLongestPeriod> cycle_{};
    std::size_t period_ = 0; // 0: no gap is being filled.
    std::size_t made_up_ = 0;
    double step_ = 0; // What is left of the jump at the seam.
};

} // namespace sangdam::media
