// SPDX-License-Identifier: MIT

#include "sip/back_off.h"

#include <gtest/gtest.h>

#include <limits>

namespace sangdam::sip {
namespace {

TEST(RetryDelay, DoublesFromOneSecondToAMinuteWithinAQuarter) {
    const std::array<std::int64_t, 9> steps{1000,  2000,  4000,  8000, 16000,
                                            32000, 60000, 60000, 60000};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const int failures = static_cast<int>(i) + 1;
        for (const std::uint64_t random :
             {std::uint64_t{0}, std::uint64_t{12345}, std::numeric_limits<std::uint64_t>::max()}) {
            const auto wait = retry_delay(failures, random).count();
            EXPECT_GE(wait, steps[i] * 3 / 4) << failures;
            EXPECT_LE(wait, steps[i] * 5 / 4) << failures;
        }
    }
}

TEST(RetryDelay, TwoPhonesDoNotComeBackTogether) {
    EXPECT_NE(retry_delay(7, 1), retry_delay(7, 20'000));
}

TEST(RetryDelay, StaysSaneForAnyCount) {
    EXPECT_GE(retry_delay(0, 0).count(), 750);
    EXPECT_LE(retry_delay(std::numeric_limits<int>::max(), 29'999).count(), 75'000);
}

TEST(GlareDelay, WhoMadeTheDialogWaitsLongerAlways) {
    for (std::uint64_t random = 0; random < 1000; ++random) {
        const auto ours = glare_delay(true, random).count();
        const auto theirs = glare_delay(false, random).count();
        EXPECT_TRUE(ours >= 2100 && ours <= 4000) << ours;
        EXPECT_TRUE(theirs >= 0 && theirs <= 2000) << theirs;
        EXPECT_EQ(ours % 10, 0);
    }
}

} // namespace
} // namespace sangdam::sip
