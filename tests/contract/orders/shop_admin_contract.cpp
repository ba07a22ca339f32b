// SPDX-License-Identifier: MIT
//
// Shops as an administrator handles them: added, tested, removed; secrets go in and never out.

#include "contract/orders/orders_rig.h"
#include "hubd/admin.h"

namespace sangdam::orders_contract {
namespace {

class ShopAdmin : public OrdersRig {
protected:
    json test() {
        const auto reply = send("POST", "/v1/shops/smart/test", admin);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return json::parse(reply.body);
    }
    base::Result<std::string> order(const hubd::Order& order, const std::string& secret = "x") {
        auto store = hubd::open_store(settings(), clock_);
        EXPECT_TRUE(store);
        const auto ask = [&](const std::string&, const std::string&) {
            return base::Result<base::Secret>(base::Secret(secret));
        };
        return hubd::administer(**store, order, ask, clock_.wall(), random_);
    }
};

TEST_F(ShopAdmin, TheSecretNeverComesOut) {
    const auto added = add(naver());
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(added.body.find("$2a$"), std::string::npos);
    const auto list = get("/v1/shops", admin);
    EXPECT_EQ(list.body.find("$2a$"), std::string::npos);
    EXPECT_EQ(json::parse(list.body)["items"][0]["has_secret"], true);
}

TEST_F(ShopAdmin, OnlyAnAdministratorChangesShops) {
    EXPECT_EQ(get("/v1/shops", agent).status, 403);
    EXPECT_EQ(send("POST", "/v1/shops", agent, naver(), {{"Idempotency-Key", "k"}}).status, 403);
    EXPECT_EQ(send("DELETE", "/v1/shops/smart", agent).status, 403);
    EXPECT_EQ(send("POST", "/v1/shops/smart/test", agent).status, 403);
}

TEST_F(ShopAdmin, TheTestButtonTellsWhatIsWrong) {
    ASSERT_EQ(add(naver()).status, 201);
    EXPECT_EQ(test()["trouble"], "");
    EXPECT_EQ(test()["permission"], "good");
    shop->with([](orders::StandIn& in) { in.rules.address_registered = false; });
    EXPECT_EQ(test()["trouble"], "address");
    shop->with([](orders::StandIn& in) {
        in.rules.address_registered = true;
        in.rules.may_read_orders = false;
    });
    EXPECT_EQ(test()["trouble"], "permission");
    auto wrong = naver();
    wrong["secret"] = "$2a$04$zzzzzzzzzzzzzzzzzzzzzu";
    EXPECT_EQ(send("PUT", "/v1/shops/smart", admin, wrong, {{"Idempotency-Key", "w"}}).status, 200);
    EXPECT_EQ(test()["trouble"], "credentials");
    auto gone = naver();
    gone["url"] = "http://127.0.0.1:1";
    EXPECT_EQ(send("PUT", "/v1/shops/smart", admin, gone, {{"Idempotency-Key", "g"}}).status, 200);
    EXPECT_EQ(test()["connection"], "wrong");
}

TEST_F(ShopAdmin, AChangeWithoutSecretKeepsTheStoredOne) {
    ASSERT_EQ(add(naver()).status, 201);
    auto renamed = naver();
    renamed.erase("secret");
    renamed["name"] = "새 이름";
    ASSERT_EQ(send("PUT", "/v1/shops/smart", admin, renamed, {{"Idempotency-Key", "r"}}).status,
              200);
    EXPECT_EQ(test()["trouble"], "");
}

TEST_F(ShopAdmin, ARemovedShopTakesItsOrdersWithIt) {
    mirrored();
    EXPECT_EQ(send("DELETE", "/v1/shops/smart", admin).status, 204);
    EXPECT_TRUE(orders_of("01000001111")["lines"].empty());
    EXPECT_EQ(send("DELETE", "/v1/shops/smart", admin).status, 404);
}

TEST_F(ShopAdmin, WhatIsTypedWronglyIsRefused) {
    auto shop_json = naver();
    shop_json["url"] = "file:///etc/passwd";
    EXPECT_EQ(add(shop_json).status, 400);
    shop_json = naver();
    shop_json["seller_centre"] = "javascript:alert(1)";
    EXPECT_EQ(add(shop_json).status, 400);
    shop_json = naver();
    shop_json.erase("secret");
    EXPECT_EQ(add(shop_json).status, 400);
}

TEST_F(ShopAdmin, TheCommandLineAddsListsTestsAndRemoves) {
    hubd::AddShop adding;
    adding.id = "smart";
    adding.name = "명령줄 스토어";
    adding.client_id = rules.client_id;
    adding.url = shop->url();
    const auto added = order(adding, rules.secret.reveal());
    ASSERT_TRUE(added) << added.error().what;
    EXPECT_EQ(added->find("$2a$"), std::string::npos);
    const auto listed = order(hubd::ListShops{});
    ASSERT_TRUE(listed);
    EXPECT_NE(listed->find("명령줄 스토어\tnaver"), std::string::npos) << *listed;
    auto store = hubd::open_store(settings(), clock_);
    ASSERT_TRUE(store);
    const auto well = hubd::test_shop(**store, {"명령줄 스토어"}, clock_, random_);
    ASSERT_TRUE(well) << well.error().what;
    EXPECT_NE(well->find("permission   ok"), std::string::npos) << *well;
    shop->with([](orders::StandIn& in) { in.rules.address_registered = false; });
    const auto wrong = hubd::test_shop(**store, {"smart"}, clock_, random_);
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().what.find("public address is not registered"), std::string::npos)
        << wrong.error().what;
    EXPECT_TRUE(order(hubd::RemoveShop{"smart"}));
    EXPECT_EQ(order(hubd::RemoveShop{"smart"}).error().code, base::Errc::NotFound);
}

} // namespace
} // namespace sangdam::orders_contract
