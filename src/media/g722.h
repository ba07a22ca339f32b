// SPDX-License-Identifier: MIT
//
// ITU-T G.722 at 64 kbit/s: 16 kHz speech in two half bands, each coded by an adaptive predictor
// and quantiser. One byte stands for two samples. The block names of the recommendation (§6.2) are
// kept, so that the code can be read beside it. Values; no allocation; one owner, one thread.
#pragma once

#include "media/pcm.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sangdam::media {

// One half band: the predictor that coder and decoder run in step, and the size of its steps.
class G722Band {
public:
    explicit G722Band(int step) : step_(step) {}
    int predicted() const noexcept { return s_; }
    int step() const noexcept { return step_; }
    // `difference` as the decoder knows it. (BLOCK4)
    void adapt(int difference) noexcept;
    // The step of the next sample. `shift`: 8 below, 10 above. (LOGSCL, SCALEL / LOGSCH, SCALEH)
    void scale(int weight, int most, int shift) noexcept;

private:
    void adapt_poles(int partial) noexcept;
    void adapt_zeros() noexcept;

    int step_;
    int log_step_ = 0;       // nb
    int s_ = 0;              // Predicted sample
    int sz_ = 0;             // Part of it that the zeros give
    std::array<int, 3> r_{}; // Reconstructed, newest first
    std::array<int, 3> p_{}; // Partially reconstructed
    std::array<int, 3> a_{}; // Poles, from index 1
    std::array<int, 7> d_{}; // Differences
    std::array<int, 7> b_{}; // Zeros, from index 1
};

// The two bands in step with the far end's, and the filter bank that splits and joins them.
class G722 {
public:
    // sound.size() / 2 bytes (an odd last sample is left out); never more than out holds.
    std::size_t encode(std::span<const Sample> sound, std::span<std::uint8_t> out) noexcept;
    // Two samples for each byte, as far as they fit.
    std::size_t decode(std::span<const std::uint8_t> bytes, std::span<Sample> out) noexcept;

private:
    std::uint8_t encode_pair(Sample first, Sample second) noexcept;
    int encode_low(int x) noexcept;
    int encode_high(int x) noexcept;
    void adapt(int low_code, int high_code) noexcept;

    G722Band low_{32};
    G722Band high_{8};
    std::array<int, 24> split_{}; // Newest last.
    std::array<int, 24> join_{};
};

} // namespace sangdam::media
