// SPDX-License-Identifier: MIT
//
// Orders as the test says; answers wait on the executor until the test runs it.
#pragma once

#include "core/ports/order_book.h"
#include "fakes/fake_line.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakeOrderBook final : public core::OrderBook {
public:
    explicit FakeOrderBook(FakeLine& line) : line_(line) {}

    std::map<std::string, core::CustomerOrders> ordered;   // By number key.
    std::map<std::string, core::CustomerOrders> refreshed; // Where reading again tells more.
    std::vector<core::ShopListing> listings;
    core::ShopCheck checked;
    std::optional<base::Error> down; // Every request gets this.
    std::vector<std::string> requests;

    void of_number(const core::PhoneNumber& number,
                   core::Reply<core::CustomerOrders> done) override {
        requests.push_back("orders " + number.key());
        reply<core::CustomerOrders>(std::move(done), ordered[number.key()]);
    }
    void refresh(const core::OrderRefresh& wish, core::Reply<core::CustomerOrders> done) override {
        requests.push_back("refresh " + wish.number.key() + ' ' + wish.order);
        const auto newer = refreshed.find(wish.number.key());
        if (newer != refreshed.end()) ordered[wish.number.key()] = newer->second;
        reply<core::CustomerOrders>(std::move(done), ordered[wish.number.key()]);
    }
    void shops(core::Reply<std::vector<core::ShopListing>> done) override {
        requests.emplace_back("shops");
        reply<std::vector<core::ShopListing>>(std::move(done), listings);
    }
    void save_shop(const core::Shop& shop, core::Reply<core::ShopListing> done) override {
        requests.push_back("save_shop " + shop.name);
        reply<core::ShopListing>(std::move(done), core::ShopListing{shop, true, {}});
    }
    void remove_shop(const core::ShopId& id, core::Reply<base::Done> done) override {
        requests.push_back("remove_shop " + id.value);
        reply<base::Done>(std::move(done), base::Done{});
    }
    void check_shop(const core::ShopId& id, core::Reply<core::ShopCheck> done) override {
        requests.push_back("check_shop " + id.value);
        reply<core::ShopCheck>(std::move(done), checked);
    }

private:
    template <class T>
    void reply(core::Reply<T> done, T value) {
        line_.reply<T>(std::move(done),
                       down ? base::Result<T>(*down) : base::Result<T>(std::move(value)));
    }
    FakeLine& line_;
};

} // namespace sangdam::fakes
