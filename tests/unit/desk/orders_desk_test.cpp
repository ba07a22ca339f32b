// SPDX-License-Identifier: MIT

#include "desk/orders_desk.h"
#include "desk/parcel_link.h"
#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

class OrdersDeskTest : public DeskBench {
protected:
    OrdersDeskTest() {
        auto& orders = centre.order_book.ordered["01012345678"];
        orders.shops = {shop("s1", "예시 스토어"), shop("s2", "자사몰")};
        orders.lines = {line("s1", "2", "PAYED"), line("s2", "1", "DELIVERING")};
        orders.suggestions = {line("s1", "9", "DELIVERED")};
        centre.cards["01012345678"] = kim();
        centre.cards["01012345678"].orders = core::summary(orders.lines);
        sign_in();
        centre.order_book.requests.clear();
    }
    static core::ShopState shop(const char* id, const char* name) {
        core::ShopState state;
        state.id = core::ShopId(id);
        state.name = name;
        return state;
    }
    core::OrderLine line(const char* shop_id, const char* number, const char* status) const {
        core::OrderLine out;
        out.shop = core::ShopId(shop_id);
        out.number = number;
        out.order = std::string("O") + number;
        out.status = status;
        out.read_at = clock.wall() - 4min;
        return out;
    }
    void select(const char* number) {
        desk->customer().select(core::PhoneNumber::parse(number));
        settle();
    }
    const OrdersView& view() const { return desk->orders().view(); }
    int requested(const std::string& what) const {
        return static_cast<int>(std::ranges::count(centre.order_book.requests, what));
    }
};

TEST_F(OrdersDeskTest, TheOrdersFollowTheCustomerThatIsShown) {
    select("010-1234-5678");
    EXPECT_EQ(view().state, OrdersState::Known);
    ASSERT_EQ(view().rows.size(), 3u);
    EXPECT_TRUE(view().several_shops);
    EXPECT_EQ(view().rows[1].shop_name, "자사몰");
    EXPECT_TRUE(view().rows[2].suggestion);
    EXPECT_EQ(view().summary.total, 2); // Suggestions are not counted.
    EXPECT_EQ(view().chosen_row()->line.number, "2");
    EXPECT_EQ(view().age, 4min);
    pass(3min);
    EXPECT_EQ(view().age, 7min);
    select("010-9999-9999");
    EXPECT_TRUE(view().rows.empty());
}

TEST_F(OrdersDeskTest, WithoutAnyShopItIsSaidSo) {
    select("010-9999-9999");
    EXPECT_EQ(view().state, OrdersState::NoShop);
}

TEST_F(OrdersDeskTest, TheCardCountsFromTheMirrorAndAgainWhenTheCallIsAnswered) {
    auto delivered = centre.order_book.ordered["01012345678"];
    delivered.lines[1].status = "DELIVERED";
    centre.order_book.refreshed["01012345678"] = delivered;
    const auto call = ring("010-1234-5678", "r1");
    ASSERT_EQ(desk->cards().view().size(), 1u);
    EXPECT_EQ(desk->cards().view()[0].orders->on_the_way, 1);
    talk(call);
    pass(100ms);
    EXPECT_EQ(requested("refresh 01012345678 "), 1); // Once, not with every change of the call.
    EXPECT_EQ(view().rows[1].line.status, "DELIVERED");
    ASSERT_EQ(desk->cards().view().size(), 1u);
    EXPECT_EQ(desk->cards().view()[0].orders->on_the_way, 0);
}

TEST_F(OrdersDeskTest, ReadingAgainAsksForTheWholeChosenOrder) {
    select("010-1234-5678");
    desk->orders().choose("s2:1");
    desk->orders().read_again();
    EXPECT_TRUE(view().reading);
    desk->orders().read_again(); // A second press while it is under way does nothing.
    settle();
    EXPECT_FALSE(view().reading);
    EXPECT_EQ(requested("refresh 01012345678 O1"), 1);
    EXPECT_EQ(view().chosen, "s2:1");
}

TEST_F(OrdersDeskTest, WhatCannotBeReadAgainStaysOnTheScreenAndSaysSo) {
    select("010-1234-5678");
    centre.order_book.down = base::Error{base::Errc::Unavailable, "away"};
    desk->orders().read_again();
    settle();
    EXPECT_TRUE(view().read_failed);
    EXPECT_EQ(view().rows.size(), 3u);
    centre.order_book.down.reset();
    desk->orders().read_again();
    settle();
    EXPECT_FALSE(view().read_failed);
}

TEST_F(OrdersDeskTest, OrdersComeByThemselvesWhenTheLinkIsBack) {
    centre.order_book.down = base::Error{base::Errc::Unavailable, "away"};
    select("010-1234-5678");
    EXPECT_EQ(view().state, OrdersState::Unavailable);
    centre.order_book.down.reset();
    centre.link(core::LinkState::Offline);
    centre.link(core::LinkState::Online);
    settle();
    EXPECT_EQ(view().rows.size(), 3u);
}

TEST_F(OrdersDeskTest, AnAnswerForSomebodyElseIsNotShown) {
    desk->customer().select(core::PhoneNumber::parse("010-1234-5678"));
    desk->customer().select(core::PhoneNumber::parse("010-9999-9999"));
    settle();
    EXPECT_TRUE(view().rows.empty());
}

TEST_F(OrdersDeskTest, AWithheldNumberHasNoOrdersToLookUp) {
    select("anonymous");
    EXPECT_EQ(view().state, OrdersState::Withheld);
    EXPECT_EQ(requested("orders "), 0);
}

TEST(ParcelLink, LeadsToTheCompanyAndCarriesNothingElse) {
    EXPECT_EQ(parcel_link("CJGLS", "6012-3344-5566"),
              "https://trace.cjlogistics.com/next/tracking.html?wblNo=601233445566");
    EXPECT_EQ(parcel_link("CJGLS", ""), "");
    EXPECT_EQ(parcel_link("NEW&CO", "1&x=<script>"),
              "https://search.naver.com/search.naver?query=NEWCO+1xscript");
}

} // namespace
} // namespace sangdam::desk
