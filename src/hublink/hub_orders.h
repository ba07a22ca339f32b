// SPDX-License-Identifier: MIT
//
// Private to hublink: core::OrderBook over HTTP.
#pragma once

#include "core/ports/order_book.h"
#include "hublink/hub_door.h"

namespace sangdam::hublink {

class HubOrders final : public core::OrderBook {
public:
    explicit HubOrders(const HubDoor& door) : door_(door) {}

    void of_number(const core::PhoneNumber&, core::Reply<core::CustomerOrders>) override;
    void refresh(const core::OrderRefresh&, core::Reply<core::CustomerOrders>) override;
    void shops(core::Reply<std::vector<core::ShopListing>>) override;
    void save_shop(const core::Shop&, core::Reply<core::ShopListing>) override;
    void remove_shop(const core::ShopId&, core::Reply<base::Done>) override;
    void check_shop(const core::ShopId&, core::Reply<core::ShopCheck>) override;

private:
    const HubDoor& door_;
};

} // namespace sangdam::hublink
