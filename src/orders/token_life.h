// SPDX-License-Identifier: MIT
//
// Whether a token is still good. The shop hands out the same token while it has 30 minutes left and
// a new one below that, the old one staying valid to its end: so a new one is asked for from 30
// minutes on, and the old one used until it comes. Pure.
#pragma once

#include "base/clock.h"
#include "base/secret.h"

#include <chrono>

namespace sangdam::orders {

struct Token {
    base::Secret text;
    base::TimePoint ends{};
};

inline constexpr std::chrono::minutes kRenewBelow{30};
inline constexpr std::chrono::seconds kLastUse{20}; // A request must arrive before its end.

bool usable(const Token&, base::TimePoint now);
bool wants_renewal(const Token&, base::TimePoint now);

} // namespace sangdam::orders
