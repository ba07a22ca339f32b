// SPDX-License-Identifier: MIT
//
// When the centre's day began. Korea has one zone and no summer time; a centre elsewhere will need
// a setting and the zone database. Pure.
#pragma once

#include "base/clock.h"

namespace sangdam::hub {

inline base::WallTime day_began(base::WallTime now) {
    constexpr std::chrono::hours kKorea{9};
    return std::chrono::floor<std::chrono::days>(now + kKorea) - kKorea;
}

} // namespace sangdam::hub
