// SPDX-License-Identifier: MIT
//
// Orders of people who do not exist, for the practice centre and the tests. Numbers of the form
// 010-0000-xxxx are nobody's. Pure: the same people and time give the same orders.
#pragma once

#include "base/clock.h"
#include "orders/stand_in/stand_in.h"

#include <string>
#include <vector>

namespace sangdam::orders {

struct Buyer {
    std::string name;
    std::string number;
    std::string address;
};

// Two to four orders for each, so that the states an agent meets are all there: on the way, not
// sent yet, a return being collected, a gift, a finished cancellation, delivered.
std::vector<StandInOrder> invented_orders(const std::vector<Buyer>&, base::WallTime now);

} // namespace sangdam::orders
