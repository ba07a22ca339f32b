// SPDX-License-Identifier: MIT

#include "hublink/backoff.h"

#include <gtest/gtest.h>

namespace sangdam::hublink {
namespace {

TEST(Backoff, GrowsAndStopsGrowing) {
    for (int failures = 1; failures < 100; ++failures) {
        const auto least = backoff(failures, 0);
        EXPECT_GE(least, kFirstWait / 2);
        EXPECT_LE(least, backoff(failures + 1, 0));
        EXPECT_LE(backoff(failures, ~0ULL), kLongestWait);
    }
    EXPECT_GE(backoff(100, 0), kLongestWait / 2);
}

TEST(Backoff, TwoDesktopsDoNotComeBackTogether) { EXPECT_NE(backoff(5, 17), backoff(5, 1234)); }

} // namespace
} // namespace sangdam::hublink
