// SPDX-License-Identifier: MIT

#include "centre_fixture.h"

#include <gtest/gtest.h>

namespace sangdam::store {
namespace {

using core::OrderLine;
using core::PhoneNumber;
using std::chrono::hours;

class OrdersTest : public OnEachDriver {
protected:
    void SetUp() override {
        OnEachDriver::SetUp();
        core::Shop shop;
        shop.id = core::ShopId("s1");
        shop.name = "예시";
        shop.client_id = "app";
        shop.secret = base::Secret("$2a$04$abcdefghijklmnopqrstuv");
        SDC_OK(store->shops.put(shop, fakes::moment()));
    }
    static OrderLine line(const std::string& number, const std::string& tel, int second = 0) {
        OrderLine out;
        out.shop = core::ShopId("s1");
        out.number = number;
        out.order = "O" + number;
        out.ordered_at = fakes::moment(second);
        out.status = "PAYED";
        out.product = "한라봉 3kg";
        out.quantity = out.remaining = 2;
        out.amount = out.remaining_amount = 28'900;
        out.orderer = {"김가상", {PhoneNumber::parse(tel)}};
        out.receiver = out.orderer;
        out.address = "서울 가상구";
        out.read_at = fakes::moment(1000);
        return out;
    }
    std::size_t found(const std::string& number) {
        const auto lines = store->orders.of_number(PhoneNumber::parse(number));
        EXPECT_TRUE(lines);
        return lines ? lines->size() : 0;
    }
};
SDC_ON_EACH_DRIVER(OrdersTest);

TEST_P(OrdersTest, EveryFieldComesBackAsItWentIn) {
    auto whole = line("1", "010-0000-1111");
    whole.paid_at = fakes::moment(5);
    whole.placed = "NOT_YET";
    whole.option = "색상: 블랙";
    whole.remaining = 1;
    whole.remaining_amount = 14'450;
    whole.payment = "신용카드";
    whole.send_until = fakes::moment(9);
    whole.delay_reason = "PRODUCT_PREPARE";
    whole.gift = true;
    whole.gift_status = "RECEIVED";
    whole.memo = "문 앞:에 12:ab";
    whole.claim = core::OrderClaim{"RETURN",         "COLLECTING", "BROKEN", "깨짐", 1,
                                   fakes::moment(7), "DELIVERING", "HANJIN", "123",  "보류"};
    whole.parcel = core::OrderParcel{"DELIVERY",       "CJGLS",          "456", "DELIVERING",
                                     fakes::moment(3), fakes::moment(4), true};
    whole.receiver.numbers.push_back(PhoneNumber::parse("0507-1234-5678"));
    ASSERT_TRUE(store->orders.put({whole}));
    const auto back = store->orders.of_number(PhoneNumber::parse("01000001111"));
    ASSERT_TRUE(back) << back.error().what;
    ASSERT_EQ(back->size(), 1u);
    EXPECT_EQ(back->front(), whole);
}

TEST_P(OrdersTest, OrdererReceiverAndSafeNumberFindIt) {
    auto gift = line("1", "010-****-9999");
    gift.receiver.numbers = {PhoneNumber::parse("010-0000-2222"),
                             PhoneNumber::parse("0507-1234-5678")};
    ASSERT_TRUE(store->orders.put({gift}));
    EXPECT_EQ(found("010-0000-2222"), 1u);
    EXPECT_EQ(found("0507-1234-5678"), 1u);
    EXPECT_EQ(found("010-****-9999"), 0u); // A mask is nobody's number.
    EXPECT_EQ(found("anonymous"), 0u);
}

TEST_P(OrdersTest, LastEightDigitsSuggestAndNeverMatch) {
    auto fixed = line("1", "02-1234-5678");
    auto safe = line("2", "0507-1234-5678");
    ASSERT_TRUE(store->orders.put({fixed, safe}));
    const auto caller = PhoneNumber::parse("010-1234-5678");
    EXPECT_EQ(found("010-1234-5678"), 0u);
    const auto perhaps = store->orders.suggestions(caller);
    ASSERT_TRUE(perhaps);
    ASSERT_EQ(perhaps->size(), 1u);
    EXPECT_EQ(perhaps->front().number, "1");
    ASSERT_TRUE(store->orders.put({line("3", "010-1234-5678")}));
    EXPECT_EQ(store->orders.suggestions(caller)->size(), 1u); // What matches is no suggestion.
}

TEST_P(OrdersTest, AnOlderCopyNeverReplacesANewerOne) {
    auto older = line("1", "010-0000-1111");
    auto newer = older;
    newer.status = "DELIVERING";
    newer.read_at = older.read_at + std::chrono::seconds{1};
    newer.orderer.numbers = newer.receiver.numbers = {PhoneNumber::parse("010-0000-2222")};
    EXPECT_EQ(*store->orders.put({newer}), 1);
    EXPECT_EQ(*store->orders.put({older}), 0);
    EXPECT_EQ(found("010-0000-1111"), 0u);
    EXPECT_EQ(found("010-0000-2222"), 1u);
    EXPECT_EQ(store->orders.of_order(core::ShopId("s1"), "O1")->front().status, "DELIVERING");
}

TEST_P(OrdersTest, TheNewestComeFirstAndThereMayBeMore) {
    std::vector<OrderLine> many;
    for (int i = 0; i < 60; ++i) many.push_back(line(std::to_string(i), "010-0000-1111", i));
    ASSERT_TRUE(store->orders.put(many));
    const auto lines = store->orders.of_number(PhoneNumber::parse("01000001111"));
    ASSERT_EQ(lines->size(), core::kMostOrderLines + 1);
    EXPECT_EQ(lines->front().number, "59");
    EXPECT_EQ(store->orders.summary(PhoneNumber::parse("01000001111"))->total, 60);
    EXPECT_EQ(store->orders.summary(PhoneNumber::parse("01000001111"))->to_send, 60);
}

TEST_P(OrdersTest, OldOrdersAreForgottenALittleAtATime) {
    std::vector<OrderLine> many;
    for (int i = 0; i < 10; ++i) many.push_back(line(std::to_string(i), "010-0000-1111", i * 10));
    ASSERT_TRUE(store->orders.put(many));
    EXPECT_EQ(*store->orders.expire(fakes::moment(55), 4), 4);
    EXPECT_EQ(*store->orders.expire(fakes::moment(55), 4), 2);
    EXPECT_EQ(found("010-0000-1111"), 4u);
    EXPECT_EQ(*store->orders.count(), 4);
}

TEST_P(OrdersTest, AShopRemembersHowFarItIsAndItsSecretIsSealed) {
    ShopProgress progress;
    progress.cursor = "feed1 x";
    progress.fresh_at = fakes::moment(3);
    progress.filled = 40;
    progress.trouble = core::ShopTrouble::Quota;
    SDC_OK(store->shops.keep(core::ShopId("s1"), progress));
    open(); // Another start.
    const auto row = store->shops.find(core::ShopId("s1"));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->progress.cursor, "feed1 x");
    EXPECT_EQ(row->progress.filled, 40);
    EXPECT_EQ(row->progress.trouble, core::ShopTrouble::Quota);
    EXPECT_EQ(row->shop.secret.reveal(), "$2a$04$abcdefghijklmnopqrstuv");
    auto renamed = row->shop;
    renamed.name = "새 이름";
    renamed.secret = {};
    SDC_OK(store->shops.put(renamed, fakes::moment(9)));
    EXPECT_EQ(store->shops.find(core::ShopId("s1"))->shop.secret.reveal(),
              row->shop.secret.reveal());
    EXPECT_EQ(store->shops.find(core::ShopId("s1"))->progress.cursor, "feed1 x");
}

TEST_P(OrdersTest, ARemovedShopTakesItsOrdersWithIt) {
    ASSERT_TRUE(store->orders.put({line("1", "010-0000-1111")}));
    SDC_OK(store->shops.remove(core::ShopId("s1")));
    EXPECT_EQ(found("010-0000-1111"), 0u);
    EXPECT_EQ(store->shops.remove(core::ShopId("s1")).error().code, base::Errc::NotFound);
}

} // namespace
} // namespace sangdam::store
