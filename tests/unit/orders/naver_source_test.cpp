// SPDX-License-Identifier: MIT
//
// A Smart Store against the stand-in, in virtual time.

#include "fakes/shop_bench.h"

namespace sangdam::orders {
namespace {

using namespace std::chrono_literals;
using core::Seen;
using core::ShopTrouble;
using fakes::ShopBench;
using Lines = std::vector<core::OrderLine>;

class NaverSourceTest : public ShopBench {};

TEST_F(NaverSourceTest, TheFirstFillBringsEveryOrderWithProgress) {
    fill_shop(900);
    next();
    ASSERT_TRUE(last.filled);
    EXPECT_LT(*last.filled, 20);
    catch_up();
    expect_same();
    EXPECT_FALSE(last.filled);
    EXPECT_LE(shop.counts.most_asked, 300u);
    EXPECT_EQ(shop.counts.tokens, 1);
}

TEST_F(NaverSourceTest, TheRateOfTheShopIsNeverExceeded) {
    fill_shop(4'000);
    shop.rules.page = 50;
    catch_up();
    expect_same();
    EXPECT_EQ(shop.counts.limited, 0);
}

TEST_F(NaverSourceTest, TheFirstFillIsLimitedByTheAllowedRateOnly) {
    fill_shop(6'000);
    const auto began = clock.now();
    catch_up();
    // Every page of the feed is one call of each of two APIs; two a second after a burst of four.
    const std::chrono::duration<double> took = clock.now() - began;
    const double pages = shop.counts.calls / 2.0;
    EXPECT_LE(took.count(), (pages - 4) / 2 + 3);
}

TEST_F(NaverSourceTest, AChangeArrivesWithTheNextPoll) {
    fill_shop(10);
    catch_up();
    pass(2min, 1s);
    auto o = shop.orders().begin()->second;
    o.status = "DELIVERING";
    o.changed = "DISPATCHED";
    o.changed_at = clock.wall();
    shop.put(o);
    pass(2min, 1s);
    catch_up();
    expect_same();
}

TEST_F(NaverSourceTest, DeliveryThatTheFeedDoesNotTellIsSeenByReading) {
    fill_shop(3);
    catch_up();
    const auto number = shop.orders().begin()->first;
    shop.deliver_silently(number);
    pass(10min, 1s);
    catch_up();
    EXPECT_NE(mirror[number].status, "DELIVERED");
    const auto got = wait_for<Lines>([&](auto done) { source->read({number}, done); });
    ASSERT_TRUE(std::holds_alternative<Lines>(got));
    EXPECT_EQ(std::get<Lines>(got).at(0).status, "DELIVERED");
}

TEST_F(NaverSourceTest, AllLinesOfAnOrderAreRead) {
    for (const char* number : {"1", "2", "3"}) {
        auto o = order(number, clock.wall() - 1h);
        o.order = "one order";
        shop.put(o);
    }
    const auto got = wait_for<Lines>([&](auto done) { source->read_order("one order", done); });
    ASSERT_TRUE(std::holds_alternative<Lines>(got));
    EXPECT_EQ(std::get<Lines>(got).size(), 3u);
    const auto none = wait_for<Lines>([&](auto done) { source->read_order("no such", done); });
    ASSERT_TRUE(std::holds_alternative<Lines>(none));
    EXPECT_TRUE(std::get<Lines>(none).empty());
}

TEST_F(NaverSourceTest, OneStrangeOrderDoesNotHideTheOthers) {
    fill_shop(100);
    std::vector<std::string> numbers;
    for (const auto& [number, each] : shop.orders()) numbers.push_back(number);
    numbers.insert(numbers.begin() + 40, "stranger");
    const auto got = wait_for<Lines>([&](auto done) { source->read(numbers, done); });
    ASSERT_TRUE(std::holds_alternative<Lines>(got));
    EXPECT_EQ(std::get<Lines>(got).size(), 100u);
}

TEST_F(NaverSourceTest, ATokenThatTheShopForgotIsRenewedOnce) {
    fill_shop(5);
    catch_up();
    shop.forget_tokens();
    pass(5min, 1s);
    catch_up();
    EXPECT_FALSE(failure);
    EXPECT_EQ(shop.counts.tokens, 2);
}

TEST_F(NaverSourceTest, ATokenIsRenewedBeforeThirtyMinutesAreLeftAndNoSooner) {
    fill_shop(5);
    catch_up();
    for (int i = 0; i < 29; ++i) { // Not quite two and a half hours.
        pass(5min, 1s);
        catch_up();
    }
    EXPECT_EQ(shop.counts.tokens, 1);
    for (int i = 0; i < 2; ++i) {
        pass(5min, 1s);
        catch_up();
    }
    EXPECT_EQ(shop.counts.tokens, 2);
    EXPECT_FALSE(failure);
}

TEST_F(NaverSourceTest, ThePenaltyForOffSpecCallsIsNotRetriedForAnHour) {
    fill_shop(2);
    (void)shop.answer("POST", "/v1/oauth2/token?client_id=" + shop.rules.client_id, {},
                      ""); // Another program.
    ASSERT_TRUE(shop.penalised());
    for (int i = 0; i < 4 && !failure; ++i) next();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->trouble, ShopTrouble::Quota);
    EXPECT_GE(failure->wait, 60min);
    EXPECT_EQ(shop.counts.limited, 1);
}

TEST_F(NaverSourceTest, OurOwnCallsNeverEarnThePenalty) {
    fill_shop(50);
    catch_up();
    EXPECT_FALSE(shop.penalised());
    for (const auto& each : http.asked)
        EXPECT_EQ(each.url.find("client_secret_sign"), std::string::npos);
}

TEST_F(NaverSourceTest, TheRepairFindsWhatTheFeedDidNotTell) {
    fill_shop(10);
    catch_up();
    auto hidden = order("20000", clock.wall() - 30min);
    hidden.changed_at = clock.wall() - 24h * 300; // The feed has it nowhere we look.
    shop.put(hidden);
    pass(10min, 1s);
    catch_up();
    EXPECT_FALSE(mirror.contains("20000"));
    pass(25h, 1min);
    catch_up();
    EXPECT_TRUE(mirror.contains("20000"));
    expect_same();
}

TEST_F(NaverSourceTest, AClockThatIsALittleAheadIsLivedWith) {
    fill_shop(5);
    http.latency = 0ms;
    settings.rules.margin = -60s; // As if the shop were a minute behind.
    restart();
    for (int i = 0; i < 40 && (i == 0 || failure || last.more); ++i) next();
    EXPECT_FALSE(failure);
    expect_same();
}

TEST_F(NaverSourceTest, TheTestButtonSaysThatAllIsWell) {
    const auto seen = check();
    EXPECT_TRUE(seen.good());
    EXPECT_EQ(seen.connection, Seen::Good);
    EXPECT_EQ(seen.clock, Seen::Good);
    EXPECT_EQ(seen.clock_off, 0);
}

TEST_F(NaverSourceTest, TheTestButtonNamesAnAddressThatIsNotRegistered) {
    shop.rules.address_registered = false;
    const auto seen = check();
    EXPECT_EQ(seen.trouble, ShopTrouble::Address);
    EXPECT_EQ(seen.address, Seen::Wrong);
    EXPECT_EQ(seen.credentials, Seen::NotReached);
    EXPECT_EQ(seen.code, "GW.IP_NOT_ALLOWED");
    EXPECT_FALSE(seen.trace.empty());
}

TEST_F(NaverSourceTest, TheTestButtonNamesAWrongSecret) {
    settings.account.credentials.secret = base::Secret("$2a$04$zzzzzzzzzzzzzzzzzzzzzu");
    restart();
    EXPECT_EQ(check().trouble, ShopTrouble::Credentials);
    settings.account.credentials.secret = base::Secret("half a secr");
    restart();
    EXPECT_EQ(check().credentials, Seen::Wrong);
}

TEST_F(NaverSourceTest, TheTestButtonNamesAMissingPermission) {
    shop.rules.may_read_orders = false;
    const auto seen = check();
    EXPECT_EQ(seen.trouble, ShopTrouble::Permission);
    EXPECT_EQ(seen.credentials, Seen::Good);
    EXPECT_EQ(seen.address, Seen::Good);
}

TEST_F(NaverSourceTest, TheTestButtonNamesAClockThatIsWrong) {
    class Ahead final : public base::Clock {
    public:
        explicit Ahead(const base::Clock& real) : real_(real) {}
        base::TimePoint now() const override { return real_.now(); }
        base::WallTime wall() const override { return real_.wall() + 20min; }

    private:
        const base::Clock& real_;
    } ahead(clock);
    source = std::make_unique<NaverSource>(settings, http, executor, ahead, random);
    const auto seen = check();
    EXPECT_EQ(seen.trouble, ShopTrouble::Clock);
    EXPECT_EQ(seen.clock, Seen::Wrong);
    EXPECT_EQ(seen.clock_off, 1200);
    source.reset();
}

TEST_F(NaverSourceTest, TheTestButtonNamesAMissingConnection) {
    http.broken = base::Error{base::Errc::Unavailable, "no route"};
    const auto seen = check();
    EXPECT_EQ(seen.trouble, ShopTrouble::Unreachable);
    EXPECT_EQ(seen.connection, Seen::Wrong);
}

TEST_F(NaverSourceTest, NothingIsAnsweredAfterTheSourceIsGone) {
    fill_shop(5);
    ask();
    source.reset();
    pass(1min, 100ms);
    EXPECT_TRUE(busy); // Never called back.
}

} // namespace
} // namespace sangdam::orders
