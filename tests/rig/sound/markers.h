// SPDX-License-Identifier: MIT
//
// Mouth to ear, measured: short chirps before the microphone, found again in the ear by
// correlation.
#pragma once

#include "virtual_card.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sangdam::rig {

// 10 ms from 400 to 3000 Hz: survives every telephone codec.
std::vector<std::int16_t> chirp(std::uint32_t rate);

// Where chirps begin, in samples; `likeness` 0..1 is how sure one must be.
std::vector<double> find_chirps(std::span<const std::int16_t> sound, std::uint32_t rate,
                                double likeness);

struct Latency {
    std::size_t markers = 0; // Said in that time; as many as are found again:
    std::vector<double> ms;  // sorted.
};
// From one card's microphone to another's ear, over the last `last_ms`: by the computer's clock,
// through which both cards' clocks are known.
Latency latency(const VirtualCard& mouth, const VirtualCard& ear, double last_ms);

} // namespace sangdam::rig
