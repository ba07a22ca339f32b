// SPDX-License-Identifier: MIT
//
// How long to wait before the next try. Pure.
#pragma once

#include <chrono>
#include <cstdint>

namespace sangdam::hublink {

inline constexpr std::chrono::milliseconds kFirstWait{500};
inline constexpr std::chrono::milliseconds kLongestWait{20'000};

// Doubles with each failure in a row; the upper half of it is random, so that two hundred desktops
// do not knock at a restarted hub in the same moment.
std::chrono::milliseconds backoff(int failures, std::uint64_t random);

} // namespace sangdam::hublink
