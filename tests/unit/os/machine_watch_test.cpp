// SPDX-License-Identifier: MIT

#include "os/machine_watch.h"

#include <gtest/gtest.h>

namespace sangdam::os {
namespace {

using namespace std::chrono_literals;

TEST(SleepGap, IsNoticedWhenBootTimeHasRunAhead) {
    SleepGap gap;
    EXPECT_FALSE(gap.slept(100h, 90h)) << "it slept before we came; that is not news";
    EXPECT_FALSE(gap.slept(101h, 91h));
    EXPECT_FALSE(gap.slept(101h + 1s, 91h)) << "the clocks are not read in the same moment";
    EXPECT_TRUE(gap.slept(102h, 91h));
    EXPECT_FALSE(gap.slept(103h, 92h)) << "told once";
}

} // namespace
} // namespace sangdam::os
