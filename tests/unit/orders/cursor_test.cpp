// SPDX-License-Identifier: MIT

#include "orders/feed_cursor.h"

#include <gtest/gtest.h>

namespace sangdam::orders {
namespace {

using namespace std::chrono_literals;
const base::WallTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 1h};
const FeedRules kRules;

AskChanges changes(const Feed& feed, base::WallTime now = kNow) {
    const auto asked = question(feed, now, kRules);
    EXPECT_TRUE(std::holds_alternative<AskChanges>(asked));
    return std::get<AskChanges>(asked);
}

TEST(FeedCursor, TheFirstFillGoesThroughWindowsOfOneDay) {
    auto feed = new_feed(kNow, 72h, kRules);
    EXPECT_EQ(percent_filled(feed), 0);
    int windows = 0;
    while (!at_live_end(feed, kNow, kRules) && windows < 20) {
        const auto asked = changes(feed);
        EXPECT_LE(asked.to - asked.from, 24h);
        EXPECT_LE(asked.to, kNow - kRules.margin); // Never in the shop's future.
        feed = after(feed, asked, std::nullopt, kNow, kRules);
        ++windows;
    }
    EXPECT_EQ(windows, 3);
    EXPECT_FALSE(percent_filled(feed));
}

TEST(FeedCursor, ThePagesOfAWindowAreReadWithinThatWindow) {
    auto feed = new_feed(kNow, 72h, kRules);
    const auto first = changes(feed);
    feed = after(feed, first, More{first.from + 3h, "55"}, kNow, kRules);
    const auto second = changes(feed, kNow + 1h);
    EXPECT_EQ(second.from, first.from + 3h);
    EXPECT_EQ(second.to, first.to);
    EXPECT_EQ(second.sequence, "55");
    feed = after(feed, second, std::nullopt, kNow, kRules);
    EXPECT_EQ(changes(feed).from, first.to);
}

TEST(FeedCursor, LiveAsksALittleBackForLateEntries) {
    auto feed = new_feed(kNow, 1h, kRules);
    feed = after(feed, changes(feed), std::nullopt, kNow, kRules);
    ASSERT_TRUE(at_live_end(feed, kNow, kRules));
    const auto later = kNow + 5min;
    EXPECT_FALSE(at_live_end(feed, later, kRules));
    EXPECT_EQ(changes(feed, later).from, kNow - kRules.margin - kRules.overlap);
}

TEST(FeedCursor, AShopThatSendsUsToWhereWeAreDoesNotKeepUsThere) {
    auto feed = new_feed(kNow, 48h, kRules);
    const auto asked = changes(feed);
    feed = after(feed, asked, More{asked.from, ""}, kNow, kRules);
    EXPECT_FALSE(feed.to);
    EXPECT_EQ(feed.from, asked.to);
    feed = after(feed, changes(feed), More{kNow + 100h, "x"}, kNow, kRules);
    EXPECT_FALSE(feed.to);
}

TEST(FeedCursor, ADayOffIsMadeUpWindowByWindow) {
    auto feed = new_feed(kNow, 1h, kRules);
    feed = after(feed, changes(feed), std::nullopt, kNow, kRules);
    const auto later = kNow + 60h; // The hub was switched off.
    int windows = 0;
    while (!at_live_end(feed, later, kRules) && windows < 30) {
        const auto asked = question(feed, later, kRules);
        if (const auto* paid = std::get_if<AskPaid>(&asked))
            feed = after(feed, *paid, false, kRules);
        else
            feed = after(feed, std::get<AskChanges>(asked), std::nullopt, later, kRules);
        ++windows;
    }
    EXPECT_TRUE(at_live_end(feed, later, kRules));
    EXPECT_GE(reached(feed), later - kRules.margin - kRules.overlap);
}

TEST(FeedCursor, OnceADayTheLastDaysAreListedByPaymentToo) {
    auto feed = new_feed(kNow, 24h * 10, kRules);
    while (!at_live_end(feed, kNow, kRules))
        feed = after(feed, changes(feed), std::nullopt, kNow, kRules);
    const auto later = kNow + 25h;
    for (int i = 0; i < 5 && !feed.repair_from; ++i)
        feed = after(feed, changes(feed, later), std::nullopt, later, kRules);
    ASSERT_TRUE(feed.repair_from);
    std::chrono::milliseconds covered{0};
    int pages = 0;
    while (feed.repair_from && pages < 50) {
        const auto asked = question(feed, later, kRules);
        ASSERT_TRUE(std::holds_alternative<AskPaid>(asked));
        const auto& paid = std::get<AskPaid>(asked);
        EXPECT_LE(paid.to - paid.from, 24h);
        const bool more = paid.page < 2;
        if (!more) covered += paid.to - paid.from;
        feed = after(feed, paid, more, kRules);
        ++pages;
    }
    EXPECT_GE(covered, 71h);
    EXPECT_TRUE(at_live_end(feed, later, kRules));
}

TEST(FeedCursor, SurvivesBeingWrittenAndRead) {
    auto feed = new_feed(kNow, 72h, kRules);
    EXPECT_EQ(parse_feed(to_text(feed)), feed);
    const auto asked = changes(feed);
    feed = after(feed, asked, More{asked.from + 1h, "2026100112340041"}, kNow, kRules);
    feed.repair_from = kNow - 3h;
    feed.repair_to = kNow;
    feed.repair_page = 7;
    EXPECT_EQ(parse_feed(to_text(feed)), feed);
}

TEST(FeedCursor, RubbishIsNoCursor) {
    for (const char* text : {"", "feed1", "feed1 fill=1", "feed2 fill=1 live=2 from=1 repaired=0",
                             "feed1 fill=x live=2 from=1 repaired=0",
                             "feed1 fill=1 live=2 from=1 repaired=0 rfrom=1 rto=2 rpage=0"})
        EXPECT_FALSE(parse_feed(text)) << text;
}

} // namespace
} // namespace sangdam::orders
