// SPDX-License-Identifier: MIT
//
// When receiver reports go out, and what the sender makes of those that come in.

#include "media/far_loss.h"
#include "media/report_clock.h"

#include <gtest/gtest.h>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;

base::TimePoint at(int ms) { return base::TimePoint(milliseconds(1'000'000 + ms)); }

TEST(ReportClock, GoesEveryFiveSecondsUnevenlyAndTheFirstTimeAtHalfOfIt) {
    ReportClock clock(3);
    clock.start(at(0));
    EXPECT_FALSE(clock.due(at(1499)));
    EXPECT_TRUE(clock.due(at(2500)));
    clock.sent(at(2500));
    EXPECT_FALSE(clock.due(at(6499)));
    EXPECT_TRUE(clock.due(at(8500)));
}

TEST(ReportClock, AfterALossGoesSoonerButNotMoreThanOnceASecond) {
    ReportClock clock(3);
    clock.start(at(0));
    clock.lost_something(at(100));
    EXPECT_TRUE(clock.due(at(100))); // None was sent yet.
    clock.sent(at(100));
    clock.lost_something(at(120));
    EXPECT_FALSE(clock.due(at(1099)));
    EXPECT_TRUE(clock.due(at(1100)));
}

TEST(FarLoss, BadNewsIsBelievedAtOnceAndGoodNewsSlowly) {
    FarLoss loss;
    EXPECT_EQ(loss.reported(0), 0);
    EXPECT_EQ(loss.reported(0.05), 0.05);
    EXPECT_GT(loss.reported(0), 0.03); // Between two bursts.
    EXPECT_EQ(loss.reported(0.2), 0.2);
    for (int i = 0; i < 20; ++i) loss.reported(0);
    EXPECT_EQ(loss.expected(), 0);
}

} // namespace
} // namespace sangdam::media
