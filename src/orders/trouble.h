// SPDX-License-Identifier: MIT
//
// What an answer of the shop that is not 2xx means, by what must be done about it. Pure.
#pragma once

#include "base/result.h"
#include "core/shop.h"
#include "orders/http.h"

#include <string>

namespace sangdam::orders {

enum class Asked { Token, Orders };

enum class NextStep {
    GiveUp,     // Nothing gets better by itself soon: the long wait.
    RenewToken, // 401: once.
    TryAgain,   // With back-off.
    SkipOrders, // The request names orders that this shop does not give.
    MoveBack    // 104139: the asked times lie outside of what may be asked.
};

struct Trouble {
    core::ShopTrouble kind = core::ShopTrouble::BadAnswer;
    NextStep next = NextStep::GiveUp;
    std::string code; // "GW.AUTHN", "104139" …; empty: none was given.
    std::string trace;
    std::string what; // For the log.
};

Trouble trouble_of(Asked, const HttpReply&);
Trouble trouble_of(const base::Error&);

} // namespace sangdam::orders
