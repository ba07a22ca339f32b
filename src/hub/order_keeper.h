// SPDX-License-Identifier: MIT
//
// Keeps the mirror of orders moving: asks each shop for what is next, keeps batch and cursor in one
// transaction, waits as long as the shop's trouble says, and re-reads what an agent is looking at.
// Shops that an administrator adds, changes or removes – here or from the command line – are
// noticed within half a minute. Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/timers.h"
#include "core/ports/order_source.h"
#include "store/centre_store.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::hub {

using MakeOrderSource = std::function<std::unique_ptr<core::OrderSource>(const core::Shop&)>;

struct OrderRules {
    std::chrono::seconds poll{120};       // Of a shop that has told everything.
    std::chrono::seconds shops{30};       // Between looks at the list of shops.
    std::chrono::hours keep{24 * 180};    // Orders older than this are forgotten.
    std::chrono::seconds fresh_enough{5}; // Read that recently: not read again.
    std::chrono::seconds patience{8};     // Then the answer is what the mirror has.
};

struct OrderCounts { // Since the start; for metrics.
    std::int64_t batches = 0;
    std::int64_t lines = 0;
    std::int64_t failures = 0;
    std::int64_t refreshes = 0;
};

class OrderKeeper {
public:
    OrderKeeper(store::CentreStore&, base::Timers&, const base::Clock&, MakeOrderSource,
                OrderRules = {});
    ~OrderKeeper();
    OrderKeeper(const OrderKeeper&) = delete;
    OrderKeeper& operator=(const OrderKeeper&) = delete;

    void open();          // Begins.
    void look_at_shops(); // After an administrator changed one.

    // What the mirror has of these numbers. Suggestions only when there is one number.
    base::Result<core::CustomerOrders> of_numbers(const std::vector<core::PhoneNumber>&);

    // Reads the shown lines again where they are, then calls `done` – also when a shop does not
    // answer in time: the age of each line tells. With `order`, all lines of that order, too.
    struct Again {
        std::vector<core::PhoneNumber> numbers;
        core::ShopId shop;
        std::string order;
    };
    void refresh(const Again&, std::function<void()> done);

    // NotFound: no such shop, or it is switched off.
    void check(const core::ShopId&, std::function<void(base::Result<core::ShopCheck>)> done);
    // What a shop of one's own sends: taken whole or not at all; answers how many lines are new.
    base::Result<int> received(const core::ShopId&, std::string_view type, std::string_view body);

    // Forgets at most a thousand old lines; true: there are more.
    base::Result<bool> expire();
    const OrderCounts& counts() const { return counts_; }

private:
    struct Watch;
    struct Refreshing;
    void look_again_later();
    void ask(Watch&);
    void answered(const core::ShopId&, std::variant<core::OrderBatch, core::SourceFailure>);
    base::Status keep(Watch&, const core::OrderBatch&);
    void trouble(Watch&, const core::SourceFailure&);
    void ask_after(Watch&, std::chrono::milliseconds);
    Watch* find(const core::ShopId&);
    void take(const std::shared_ptr<Refreshing>&,
              std::variant<std::vector<core::OrderLine>, core::SourceFailure>);
    void settle(const std::shared_ptr<Refreshing>&);

    store::CentreStore& store_;
    base::Timers& timers_;
    const base::Clock& clock_;
    const MakeOrderSource make_;
    const OrderRules rules_;
    OrderCounts counts_;
    std::map<core::ShopId, std::unique_ptr<Watch>> watches_;
    std::vector<std::shared_ptr<Refreshing>> refreshing_;
    base::Timer look_;
};

} // namespace sangdam::hub
