// SPDX-License-Identifier: MIT
//
// The orders of the customer that the console shows (guide S8): list, the chosen one, and reading
// them again – by hand, and by itself when the call is answered, because what the mirror knows may
// be minutes old. On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "core/order.h"
#include "core/ports/centre.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class OrdersState {
    None,       // Nobody is shown.
    Withheld,   // No number to look up.
    Looking,    // Asked, no answer yet.
    Known,      // `rows`; may be empty.
    NoShop,     // The centre mirrors no shop.
    Unavailable // The centre cannot be asked now.
};

struct OrderRow {
    std::string key; // Shop and product order.
    core::OrderLine line;
    std::string shop_name;
    std::string seller_centre; // Address to open; empty: none.
    bool suggestion = false;   // Same last eight digits only: perhaps somebody else's.

    friend bool operator==(const OrderRow&, const OrderRow&) = default;
};

struct OrdersView {
    core::PhoneNumber number;
    OrdersState state = OrdersState::None;
    std::vector<OrderRow> rows; // Newest first; suggestions after all others.
    std::string chosen;         // Key; empty: none.
    bool more = false;          // There are older ones than the rows.
    bool several_shops = false;
    bool reading = false;     // Being read again where they are.
    bool read_failed = false; // The last reading again did not come; what is shown is older.
    core::OrderSummary summary;
    std::vector<core::ShopState> shops;
    std::optional<base::WallTime> as_of; // The oldest of the rows was read then.
    std::chrono::minutes age{0};         // Of that, now.

    const OrderRow* chosen_row() const;
    friend bool operator==(const OrdersView&, const OrdersView&) = default;
};

class OrdersDesk {
public:
    OrdersDesk(core::Centre&, CentreFeed&, const base::Clock&, base::Timers&);

    const OrdersView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const OrdersView&)> f) {
        return view_.watch(std::move(f));
    }
    // What was learnt newly about a number, for its card.
    [[nodiscard]] Subscription
    watch_summary(std::function<void(const core::PhoneNumber&, const core::OrderSummary&)> f) {
        return learnt_.watch(std::move(f));
    }

    void select(const core::PhoneNumber&); // The same one again changes nothing.
    void select_nobody();
    void choose(const std::string& key);
    void read_again();                            // [다시 읽기]
    void call_answered(const core::PhoneNumber&); // Once per call.

private:
    void look();
    void ask_again(const core::PhoneNumber&, const core::OrderLine* whole_order_of);
    void answered(const core::PhoneNumber&, const base::Result<core::CustomerOrders>&);
    void grow_older();
    template <class F>
    void update(F change);

    core::Centre& centre_;
    const base::Clock& clock_;
    base::Timers& timers_;
    Observed<OrdersView> view_;
    Signal<core::PhoneNumber, core::OrderSummary> learnt_;
    base::Timer tick_;
    Subscription link_;
    Lifeline life_;
};

} // namespace sangdam::desk
