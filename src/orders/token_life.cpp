// SPDX-License-Identifier: MIT

#include "orders/token_life.h"

namespace sangdam::orders {

bool usable(const Token& token, base::TimePoint now) {
    return !token.text.empty() && token.ends - now > kLastUse;
}

bool wants_renewal(const Token& token, base::TimePoint now) {
    return token.text.empty() || token.ends - now < kRenewBelow;
}

} // namespace sangdam::orders
