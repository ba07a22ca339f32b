// SPDX-License-Identifier: MIT
//
// Port from the desktop to the centre: orders of a caller, and the shops they come from.
#pragma once

#include "core/order.h"
#include "core/ports/reply.h"
#include "core/shop.h"

#include <vector>

namespace sangdam::core {

class OrderBook {
public:
    virtual ~OrderBook() = default;

    // What that number ordered, from the centre's mirror: at once, and as old as each line says.
    virtual void of_number(const PhoneNumber&, Reply<CustomerOrders>) = 0;
    // The same after reading them again where they are; at most some seconds later.
    virtual void refresh(const OrderRefresh&, Reply<CustomerOrders>) = 0;

    // For administrators. Refused: this agent is none.
    virtual void shops(Reply<std::vector<ShopListing>>) = 0;
    virtual void save_shop(const Shop&, Reply<ShopListing>) = 0; // An empty secret keeps the old.
    virtual void remove_shop(const ShopId&, Reply<base::Done>) = 0;
    virtual void check_shop(const ShopId&, Reply<ShopCheck>) = 0;
};

} // namespace sangdam::core
