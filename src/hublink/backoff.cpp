// SPDX-License-Identifier: MIT

#include "hublink/backoff.h"

#include <algorithm>

namespace sangdam::hublink {

std::chrono::milliseconds backoff(int failures, std::uint64_t random) {
    auto wait = kFirstWait;
    for (int i = 1; i < failures && wait < kLongestWait; ++i) wait *= 2;
    wait = std::min(wait, kLongestWait);
    const auto half = wait / 2;
    return half + std::chrono::milliseconds(static_cast<std::int64_t>(
                      random % static_cast<std::uint64_t>(half.count() + 1)));
}

} // namespace sangdam::hublink
