// SPDX-License-Identifier: MIT
//
// Orders through the hub: mirrored from the stand-in shop, found, read again, pushed by a webhook.

#include "contract/orders/orders_rig.h"

#include <fstream>
#include <iterator>

namespace sangdam::orders_contract {
namespace {

class OrdersContract : public OrdersRig {};

TEST_F(OrdersContract, TheCardOfACallerCountsItsOrders) {
    mirrored();
    const auto card = json::parse(get("/v1/customers/card?number=01000001111", agent).body);
    EXPECT_EQ(card["orders"]["total"], 3);
    EXPECT_EQ(card["orders"]["on_the_way"], 1);
    EXPECT_EQ(card["orders"]["to_send"], 1);
    EXPECT_EQ(card["orders"]["claims"], 1);
}

TEST_F(OrdersContract, WithoutAShopTheCardSaysNothingOfOrders) {
    const auto card = json::parse(get("/v1/customers/card?number=01000001111", agent).body);
    EXPECT_TRUE(card["orders"].is_null());
    EXPECT_TRUE(orders_of("01000001111")["shops"].empty());
}

TEST_F(OrdersContract, ANumberFindsItsOrdersAndSomebodyElsesSuggestThemselves) {
    mirrored();
    const auto found = orders_of("%2B82%2010-0000-1111"); // However it is written.
    ASSERT_EQ(found["lines"].size(), 3u);
    EXPECT_EQ(found["lines"][0]["orderer"]["name"], "김민수");
    EXPECT_TRUE(found["suggestions"].empty());
    EXPECT_EQ(found["shops"][0]["name"], "예시 스토어");
    const auto other = orders_of("01100001111"); // Another prefix, the same eight digits.
    EXPECT_TRUE(other["lines"].empty());
    EXPECT_EQ(other["suggestions"].size(), 3u);
}

TEST_F(OrdersContract, ACustomerHasTheOrdersOfAllItsNumbers) {
    mirrored();
    const json customer = {
        {"id", "c-1"}, {"name", "김민수"}, {"numbers", {"01000001111", "01000002222"}}};
    ASSERT_EQ(send("POST", "/v1/customers", agent, customer, {{"Idempotency-Key", "c"}}).status,
              201);
    const auto reply = get("/v1/customers/c-1/orders", agent);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_GE(json::parse(reply.body)["lines"].size(), 5u);
    EXPECT_EQ(get("/v1/customers/nobody/orders", agent).status, 404);
}

TEST_F(OrdersContract, ReadingAgainSeesADeliveryThatTheFeedDoesNotTell) {
    mirrored();
    const auto before = orders_of("01000001111");
    std::string number;
    for (const auto& each : before["lines"])
        if (each["status"] == "DELIVERING") number = each["number"];
    ASSERT_FALSE(number.empty());
    shop->with([&](orders::StandIn& in) { in.deliver_silently(number); });
    // What was read a moment ago is not read again; so it is aged.
    EXPECT_TRUE(eventually([&] {
        const auto reply = send("POST", "/v1/orders/refresh", agent, {{"number", "01000001111"}});
        const auto now = json::parse(reply.body);
        for (const auto& each : now["lines"])
            if (each["number"] == number) return each["status"] == "DELIVERED";
        return false;
    }));
}

TEST_F(OrdersContract, ReadingAgainAnswersAlsoWhenTheShopDoesNot) {
    mirrored();
    shop->with([](orders::StandIn& in) { in.rules.trouble_in = 1; });
    const auto reply = send("POST", "/v1/orders/refresh", agent,
                            {{"number", "01000001111"}, {"shop", "smart"}, {"order", "x"}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(json::parse(reply.body)["lines"].size(), 3u);
}

TEST_F(OrdersContract, NothingOfAPersonLiesOpenInTheDatabaseAndTheLobbyPasswordLiesNowhere) {
    mirrored();
    close();
    std::ifstream in(folder_ / "hub.db", std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    for (const char* open :
         {"박서연", "010-0000-2222", "01000002222", "한라봉", "문 앞에", "#1234*", "$2a$04$"})
        EXPECT_EQ(file.find(open), std::string::npos) << open;
}

TEST_F(OrdersContract, TheMirrorGoesOnWhereItWasAfterARestart) {
    mirrored();
    int calls = 0;
    shop->with([&](orders::StandIn& in) { calls = in.counts.calls; });
    close();
    open();
    agent = sign_in("hong");
    EXPECT_EQ(orders_of("01000001111")["lines"].size(), 3u);
    EXPECT_TRUE(eventually([&] {
        int now = 0;
        shop->with([&](orders::StandIn& in) { now = in.counts.calls; });
        return now > calls;
    }));
    int after = 0;
    shop->with([&](orders::StandIn& in) { after = in.counts.calls; });
    EXPECT_LT(after - calls, 10); // A look at the end of the feed, not thirty days again.
}

TEST_F(OrdersContract, EveryLookAtSomebodysOrdersIsInTheAccessLog) {
    mirrored();
    (void)orders_of("01000002222");
    auto store = hubd::open_store(settings(), clock_);
    ASSERT_TRUE(store);
    const auto rows =
        (*store)->database().query("SELECT COUNT(*) FROM access_log WHERE action = 'view'");
    ASSERT_TRUE(rows);
    EXPECT_GT(rows->front().integer(0), 0);
}

TEST_F(OrdersContract, AShopOfOnesOwnSendsItsOrders) {
    const json own = {
        {"id", "own"}, {"name", "자사몰"}, {"kind", "import"}, {"secret", "s3cret-of-the-shop"}};
    ASSERT_EQ(add(own).status, 201);
    const std::string csv = "주문번호,상태,상품명,수량,결제금액,주문자,주문자연락처\n"
                            "A-1,배송중,사과 5kg,1,\"25,000원\",김민수,010-0000-1111\n";
    const auto push = [&](const std::string& secret, const std::string& body) {
        return hub_contract::HttpClient(port_).send(
            "POST", "/v1/shops/own/orders",
            {{"Authorization", "Bearer " + secret}, {"Content-Type", "text/csv"}}, body);
    };
    EXPECT_EQ(push("wrong", csv).status, 401);
    const auto taken = push("s3cret-of-the-shop", csv);
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(json::parse(taken.body)["taken"], 1);
    EXPECT_EQ(orders_of("01000001111")["lines"][0]["product"], "사과 5kg");
    const auto wrong = push("s3cret-of-the-shop", "order,amount\nB-1,ten\n");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_NE(wrong.body.find("row 2"), std::string::npos) << wrong.body;
}

TEST_F(OrdersContract, BadInputGetsAClearAnswer) {
    EXPECT_EQ(get("/v1/orders", agent).status, 400);
    EXPECT_EQ(get("/v1/orders?number=" + std::string(100, '1'), agent).status, 400);
    EXPECT_EQ(send("POST", "/v1/orders/refresh", agent, {{"number", nullptr}}).status, 400);
    EXPECT_EQ(get("/v1/orders?number=01000001111", "").status, 401);
    EXPECT_TRUE(orders_of("anonymous")["lines"].empty());
}

} // namespace
} // namespace sangdam::orders_contract
