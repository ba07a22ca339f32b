// SPDX-License-Identifier: MIT
//
// The test button: which of connection, address, clock, secret and permission is wrong, told from
// one token request and one request for orders. Pure.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/shop.h"
#include "orders/http.h"
#include "orders/trouble.h"

#include <optional>

namespace sangdam::orders {

// After the token request; `orders` may follow only if this has credentials Good.
core::ShopCheck check_of_token(const base::Result<HttpReply>&, base::WallTime now);
// `trouble`: none when orders came.
core::ShopCheck check_of_orders(core::ShopCheck, const std::optional<Trouble>&);

} // namespace sangdam::orders
