// SPDX-License-Identifier: MIT
//
// Leads made-up sound into the real sound behind it before the made-up sound is over: what waited
// for a late packet then waits no longer than needed. Pure; the media thread calls it.
#pragma once

#include "media/pcm.h"

#include <cstddef>
#include <span>

namespace sangdam::media {

inline constexpr std::size_t kMergeFade = kRate / 400; // 2.5 ms

// `sound` ends in `made_up` samples followed by `real` ones. Moves the real ones forward, to where
// they fit the made-up ones best, and cross-fades. Returns how many samples `sound` is shorter.
std::size_t merge(std::span<Sample> sound, std::size_t made_up, std::size_t real) noexcept;

} // namespace sangdam::media
