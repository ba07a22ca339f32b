// SPDX-License-Identifier: MIT

#include "hublink/hub_orders.h"

#include "core/number_text.h"
#include "hublink/hub_api.h"

namespace sangdam::hublink {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kRefresh{20'000}; // The hub gives up before.
constexpr milliseconds kCheck{90'000};   // A silent shop is waited for.

HttpRequest request(std::string method, std::string path, std::string body = {}) {
    HttpRequest out;
    out.method = std::move(method);
    out.url = std::move(path);
    out.headers = {"Accept: application/json"};
    if (!body.empty()) out.headers.emplace_back("Content-Type: application/json");
    out.body = std::move(body);
    return out;
}

std::string path_of(const core::ShopId& shop, const char* below = "") {
    return "/v1/shops/" + api::path_piece(shop.value) + below;
}

} // namespace

void HubOrders::of_number(const core::PhoneNumber& number, core::Reply<core::CustomerOrders> done) {
    door_.ask(request("GET", "/v1/orders?number=" + api::path_piece(core::number_text(number))),
              &api::record<core::CustomerOrders>, std::move(done));
}

void HubOrders::refresh(const core::OrderRefresh& wish, core::Reply<core::CustomerOrders> done) {
    auto asked = request("POST", "/v1/orders/refresh", wire::to_json(wish));
    asked.timeout = kRefresh;
    door_.ask(std::move(asked), &api::record<core::CustomerOrders>, std::move(done));
}

void HubOrders::shops(core::Reply<std::vector<core::ShopListing>> done) {
    door_.ask(request("GET", "/v1/shops"), &api::page<core::ShopListing>, std::move(done));
}

void HubOrders::save_shop(const core::Shop& shop, core::Reply<core::ShopListing> done) {
    auto body = wire::shop_with_secret(shop);
    const auto key = "Idempotency-Key: " + api::content_key(body);
    auto asked = shop.id.empty() ? request("POST", "/v1/shops", std::move(body))
                                 : request("PUT", path_of(shop.id), std::move(body));
    asked.headers.push_back(key);
    door_.ask(std::move(asked), &api::record<core::ShopListing>, std::move(done));
}

void HubOrders::remove_shop(const core::ShopId& shop, core::Reply<base::Done> done) {
    door_.ask(request("DELETE", path_of(shop)), &api::nothing, std::move(done));
}

void HubOrders::check_shop(const core::ShopId& shop, core::Reply<core::ShopCheck> done) {
    auto asked = request("POST", path_of(shop, "/test"));
    asked.timeout = kCheck;
    door_.ask(std::move(asked), &api::record<core::ShopCheck>, std::move(done));
}

} // namespace sangdam::hublink
