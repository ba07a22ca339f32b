// SPDX-License-Identifier: MIT
//
// The stand-in answers in the form of the official examples: every key it writes is in them, with
// that type.

#include "fakes/manual_clock.h"
#include "fakes/shop_bench.h"
#include "orders/shop_time.h"
#include "places.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace sangdam::orders {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

json official(const std::string& name) {
    std::ifstream in(SANGDAM_ROOT "/tests/data/naver/naver-schema-" + name +
                     "-official-auto-example.json");
    return json::parse(in);
}

std::string kind(const json& value) { return value.is_number() ? "number" : value.type_name(); }

void conforms(const json& ours, const json& example, const std::string& path) {
    ASSERT_EQ(kind(ours), kind(example)) << path;
    if (ours.is_object())
        for (const auto& [key, value] : ours.items()) {
            ASSERT_TRUE(example.contains(key)) << path << '.' << key << " is in no document";
            conforms(value, example.at(key), path + '.' + key);
        }
    if (ours.is_array() && !ours.empty() && !example.empty())
        for (const auto& each : ours) conforms(each, example.at(0), path + "[]");
}

class StandInTest : public fakes::ShopBench {
protected:
    StandInTest() {
        for (auto& each : invented_orders({{"김민수", "010-0000-1111", ""},
                                           {"박서연", "010-0000-2222", ""},
                                           {"", "010-0000-3333", ""},
                                           {"정하은", "010-0000-4444", ""}},
                                          clock.wall()))
            shop.put(each);
    }
    std::string bearer() {
        const auto ask = token_request("", settings.account.credentials, clock.wall());
        const auto reply = shop.answer("POST", "/v1/oauth2/token", {}, ask->body);
        return "Bearer " + json::parse(reply->body).value("access_token", "");
    }
    HttpReply get(const std::string& target) {
        return *shop.answer("GET", target, {{"authorization", bearer()}}, "");
    }
    HttpReply post(const std::string& target, const json& body) {
        return *shop.answer("POST", target, {{"authorization", bearer()}}, body.dump());
    }
    std::string query_time(base::WallTime at) { return escaped(shop_time(at)); }
    std::string code(const HttpReply& reply) { return json::parse(reply.body).value("code", ""); }
};

TEST_F(StandInTest, TheDetailsHaveTheFormOfTheOfficialExample) {
    json ids = json::array();
    for (const auto& [number, each] : shop.orders()) ids.push_back(number);
    const auto reply =
        post("/v1/pay-order/seller/product-orders/query", {{"productOrderIds", ids}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    conforms(json::parse(reply.body), official("query"), "");
}

TEST_F(StandInTest, TheConditionalAnswerHasTheFormOfTheOfficialExample) {
    const auto reply =
        get("/v1/pay-order/seller/product-orders?from=" + query_time(clock.wall() - 24h * 5) +
            "&to=" + query_time(clock.wall() - 24h * 4));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto body = json::parse(reply.body);
    ASSERT_FALSE(body["data"]["contents"].empty());
    conforms(body, official("conditional"), "");
}

TEST_F(StandInTest, EveryAnswerCarriesItsTraceAndTheStateOfTheRate) {
    const auto reply =
        get("/v1/pay-order/seller/product-orders/last-changed-statuses?lastChangedFrom=" +
            query_time(clock.wall() - 24h));
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_FALSE(reply.header("gncp-gw-trace-id").empty());
    EXPECT_EQ(reply.header("gncp-gw-ratelimit-replenish-rate"), "2");
    EXPECT_EQ(reply.header("gncp-gw-ratelimit-burst-capacity"), "4");
    EXPECT_EQ(reply.header("gncp-gw-ratelimit-remaining"), "3");
}

TEST_F(StandInTest, TimesWithoutMillisecondsOrWithABarePlusAreRefused) {
    const std::string path =
        "/v1/pay-order/seller/product-orders/last-changed-statuses?lastChangedFrom=";
    EXPECT_EQ(code(get(path + "2026-11-22T00%3A00%3A00%2B09%3A00")), "4000");
    EXPECT_EQ(code(get(path + "2026-11-22T00:00:00.000+09:00")), "4000");
    EXPECT_EQ(get(path + "2026-11-22T00:00:00.000%2B09:00").status, 200);
}

TEST_F(StandInTest, AnEndInTheFutureIsRefused) {
    const auto reply =
        get("/v1/pay-order/seller/product-orders/last-changed-statuses?lastChangedFrom=" +
            query_time(clock.wall() - 1h) + "&lastChangedTo=" + query_time(clock.wall() + 1min));
    EXPECT_EQ(code(reply), "104139");
}

TEST_F(StandInTest, TheSameTokenComesBackUntilThirtyMinutesAreLeft) {
    const auto first = bearer();
    EXPECT_EQ(bearer(), first);
    pass(2h + 29min, 1min);
    EXPECT_EQ(bearer(), first);
    pass(2min, 1min);
    const auto second = bearer();
    EXPECT_NE(second, first);
    const std::string target = "/v1/pay-order/seller/orders/none/product-order-ids";
    EXPECT_EQ(code(*shop.answer("GET", target, {{"authorization", first}}, "")), "100003");
    pass(30min, 1min);
    EXPECT_EQ(code(*shop.answer("GET", target, {{"authorization", first}}, "")), "GW.AUTHN");
}

TEST_F(StandInTest, TooFastIsRefusedAndTooManyIdsAreToo) {
    const std::string target = "/v1/pay-order/seller/orders/none/product-order-ids";
    for (int i = 0; i < 4; ++i) EXPECT_EQ(code(get(target)), "100003");
    const auto refused = get(target);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(code(refused), "GW.RATE_LIMIT");
    json ids = json::array();
    for (int i = 0; i < 301; ++i) ids.push_back(std::to_string(i));
    EXPECT_EQ(code(post("/v1/pay-order/seller/product-orders/query", {{"productOrderIds", ids}})),
              "4000");
}

TEST_F(StandInTest, TokenParametersInTheQueryStringAreAnsweredAndPunished) {
    const auto ask = token_request("", settings.account.credentials, clock.wall());
    const auto reply = shop.answer("POST", "/v1/oauth2/token?" + ask->body, {}, "");
    EXPECT_EQ(reply->status, 200);
    const std::string target = "/v1/pay-order/seller/orders/none/product-order-ids";
    (void)get(target);
    const auto second = get(target);
    EXPECT_EQ(code(second), "GW.QUOTA_LIMIT");
    EXPECT_EQ(second.header("gncp-gw-quota-period"), "HOURS");
    EXPECT_EQ(second.header("gncp-gw-quota-limit"), "1");
}

} // namespace
} // namespace sangdam::orders
