// SPDX-License-Identifier: MIT

#include "orders/naver_json.h"
#include "places.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace sangdam::orders {
namespace {

using nlohmann::json;
const core::ShopId kShop{"shop"};
const base::WallTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 10 / 2}};

std::string sample(const std::string& name) {
    std::ifstream in(SANGDAM_ROOT "/tests/data/naver/naver-" + name + ".json");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    EXPECT_FALSE(text.empty()) << name;
    return text;
}

std::vector<core::OrderLine> details(const std::string& text) {
    auto lines = read_details(text, kShop, kNow);
    EXPECT_TRUE(lines) << lines.error().what;
    return lines ? *lines : std::vector<core::OrderLine>{};
}

TEST(NaverJson, TheSampleOfDetailsIsReadLineByLine) {
    const auto lines = details(sample("product-orders-query-200"));
    ASSERT_EQ(lines.size(), 5u);
    const auto& first = lines[0];
    EXPECT_EQ(first.number, "2026100112340011");
    EXPECT_EQ(first.order, "2026100198760001");
    EXPECT_EQ(first.status, "DELIVERING");
    EXPECT_EQ(first.product, "예시 무선 이어폰");
    EXPECT_EQ(first.remaining, 1);
    EXPECT_EQ(first.remaining_amount, 39'900);
    EXPECT_EQ(first.orderer.name, "김가상");
    ASSERT_EQ(first.orderer.numbers.size(), 1u);
    EXPECT_EQ(first.orderer.numbers[0].key(), "01000001111");
    ASSERT_TRUE(first.parcel);
    EXPECT_FALSE(first.parcel->tracking.empty());
    EXPECT_EQ(first.read_at, kNow);
    EXPECT_EQ(lines[1].placed, "NOT_YET");
}

TEST(NaverJson, AReturnUnderWayShowsHowItStands) {
    const auto line = details(sample("product-orders-query-200"))[2];
    ASSERT_TRUE(line.claim);
    EXPECT_EQ(line.claim->type, "RETURN");
    EXPECT_EQ(line.claim->status, "COLLECTING");
    EXPECT_TRUE(core::claim_open(line));
}

TEST(NaverJson, AfterAPartialReturnWhatIsLeftIsSpokenOf) {
    const auto line = details(R"({"data":[{"productOrder":{"productOrderId":"1","quantity":3,
        "initialQuantity":3,"remainQuantity":1,"totalPaymentAmount":30000,
        "initialPaymentAmount":30000,"remainPaymentAmount":10000}}]})")[0];
    EXPECT_EQ(line.remaining, 1);
    EXPECT_EQ(line.quantity, 3);
    EXPECT_EQ(line.remaining_amount, 10'000);
    EXPECT_EQ(line.amount, 30'000);
}

TEST(NaverJson, AGiftIsFoundByItsReceiverOnly) {
    const auto line = details(sample("product-orders-query-200"))[3];
    EXPECT_TRUE(line.gift);
    for (const auto& number : line.orderer.numbers) EXPECT_FALSE(core::findable(number));
    ASSERT_FALSE(line.receiver.numbers.empty());
    EXPECT_TRUE(core::findable(line.receiver.numbers[0]));
}

TEST(NaverJson, AFinishedCancellationIsSaidButNotUnderWay) {
    const auto line = details(sample("product-orders-query-200"))[4];
    ASSERT_TRUE(line.claim);
    EXPECT_EQ(line.claim->status, "CANCEL_DONE");
    EXPECT_FALSE(core::claim_open(line));
}

TEST(NaverJson, TheConditionalFormGivesTheSameLines) {
    const auto page = read_conditional(sample("product-orders-conditional-200"), kShop, kNow);
    ASSERT_TRUE(page);
    const auto whole = details(sample("product-orders-query-200"));
    ASSERT_FALSE(page->lines.empty());
    EXPECT_EQ(page->lines[0], whole[0]);
    const auto empty = read_conditional(sample("product-orders-conditional-empty"), kShop, kNow);
    ASSERT_TRUE(empty);
    EXPECT_TRUE(empty->lines.empty());
    EXPECT_FALSE(empty->has_next);
}

TEST(NaverJson, ThePagesOfTheFeedSayWhetherThereAreMore) {
    const auto first = read_feed(sample("last-changed-statuses-has-more"));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->numbers.size(), 3u);
    ASSERT_TRUE(first->more);
    EXPECT_EQ(first->more->sequence, "2026100112340041");
    const auto last = read_feed(sample("last-changed-statuses-last-page"));
    ASSERT_TRUE(last);
    EXPECT_FALSE(last->more);
}

TEST(NaverJson, TokenAndIdsAreRead) {
    const auto token = read_token(sample("token-200"));
    ASSERT_TRUE(token);
    EXPECT_EQ(token->life.count(), 10'800);
    EXPECT_FALSE(read_token(R"({"access_token":"a\r\nb","expires_in":10800})"));
    EXPECT_FALSE(read_token("{}"));
    const auto ids = read_numbers(sample("product-order-ids-200"));
    ASSERT_TRUE(ids);
    EXPECT_EQ(ids->size(), 2u);
}

TEST(NaverJson, TheOfficialExamplesAreRead) {
    EXPECT_EQ(details(sample("schema-query-official-auto-example")).size(), 1u);
    EXPECT_TRUE(read_conditional(sample("schema-conditional-official-auto-example"), kShop, kNow));
}

TEST(NaverJson, TheLobbyPasswordIsNowhereInWhatWeKeep) {
    const auto line = details(R"({"data":[{"order":{},"productOrder":{"productOrderId":"1",
        "shippingAddress":{"name":"김가상","baseAddress":"서울","entryMethod":"LOBBY_PW",
        "entryMethodContent":"#4321*"}}}]})")[0];
    EXPECT_EQ(line.address.find("4321"), std::string::npos);
    EXPECT_EQ(line.memo, "");
}

TEST(NaverJson, AWordThatIsNewStaysAsItIs) {
    const auto line = details(R"({"data":[{"productOrder":{"productOrderId":"1",
        "productOrderStatus":"TELEPORTED"},"delivery":{"deliveryStatus":"BEAMED"}}]})")[0];
    EXPECT_EQ(line.status, "TELEPORTED");
    EXPECT_EQ(line.parcel->status, "BEAMED");
}

// Takes every member away, one at a time, and gives each of them a type nobody expects.
void every_change(json& root, json& here, const std::function<void()>& look) {
    if (here.is_object())
        for (auto& [key, value] : here.items()) {
            const json kept = value;
            for (const json& other : {json(nullptr), json(42), json(-1.5), json("x"),
                                      json::array({1}), json::object(), json(true), json(1e300)}) {
                value = other;
                look();
            }
            value = kept;
            every_change(root, value, look);
        }
    if (here.is_array() && !here.empty()) every_change(root, here[0], look);
}

TEST(NaverJson, AnyMemberMayBeMissingOrOfAnotherType) {
    json document = json::parse(sample("product-orders-query-200"));
    int looked = 0;
    every_change(document, document, [&] {
        (void)read_details(document.dump(), kShop, kNow);
        ++looked;
    });
    EXPECT_GT(looked, 500);
}

TEST(NaverJson, WhatIsNoAnswerAtAllIsAnError) {
    for (const char* text : {"", "null", "[]", "<html>", "{\"data\":", "{\"data\":3}"})
        EXPECT_FALSE(read_details(text, kShop, kNow)) << text;
    EXPECT_FALSE(read_feed("<html>"));
    EXPECT_FALSE(read_numbers("{}"));
}

} // namespace
} // namespace sangdam::orders
