// SPDX-License-Identifier: MIT
//
// How long to wait after something went wrong. Pure.
#pragma once

#include "base/uuid.h"
#include "core/shop.h"

#include <chrono>

namespace sangdam::orders {

inline constexpr int kTries = 3; // Of one request, the first one included.

// Between the tries of one request: 0.5 s doubled up to 5 s, with jitter.
std::chrono::milliseconds between_tries(int failed, base::Random&);

// Before the shop is asked for anything again. The quota is counted by the hour: asking earlier
// cannot help. What only a person can mend is looked at every five minutes, so that it goes on by
// itself after that.
std::chrono::milliseconds before_next(core::ShopTrouble, int failed_in_a_row, base::Random&);

} // namespace sangdam::orders
