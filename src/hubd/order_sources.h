// SPDX-License-Identifier: MIT
//
// Which source belongs to which kind of shop.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "hub/order_keeper.h"
#include "orders/http.h"

namespace sangdam::hubd {

// All outlive what is made.
hub::MakeOrderSource order_sources(orders::Http&, base::Timers&, const base::Clock&, base::Random&);

} // namespace sangdam::hubd
