// SPDX-License-Identifier: MIT
//
// Plays a little faster or slower without changing the voice's pitch: one period is taken out, or
// put in twice, where it is not heard. Pure functions on sound at kRate; the media thread calls
// them.
#pragma once

#include "media/pcm.h"

#include <cstddef>
#include <span>

namespace sangdam::media {

// Both look at the first 30 ms, or at what there is. Of less than 15 ms only the highest voices
// could be stretched.
inline constexpr std::size_t kStretchLikes = kRate * 30 / 1000;
inline constexpr std::size_t kStretchNeeds = kRate * 15 / 1000;
inline constexpr std::size_t kLongestStretch = kRate * 15 / 1000;

enum class Haste { Gentle, Urgent }; // Urgent: an audible seam is better than the delay.

// Returns how many samples were taken out: sound.first(n) is then waste. 0: it would be heard.
std::size_t take_out_a_period(std::span<Sample> sound, Haste) noexcept;
// Writes the beginning of `sound` to `out`, one period longer than what it stands for. Returns
// that period; out's first 2 * period samples replace sound's first `period`. 0: it would be heard.
std::size_t put_in_a_period(std::span<const Sample> sound, std::span<Sample> out) noexcept;

} // namespace sangdam::media
