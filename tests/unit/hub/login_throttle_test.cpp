// SPDX-License-Identifier: MIT

#include "hub/login_throttle.h"

#include <gtest/gtest.h>

namespace sangdam::hub {
namespace {

constexpr base::TimePoint kStart{};

TEST(LoginThrottle, AnAddressThatFailsTooOftenWaitsUntilTheWindowHasPassed) {
    LoginThrottle throttle;
    for (std::size_t i = 0; i < LoginThrottle::kFailures; ++i) {
        EXPECT_TRUE(throttle.allows("a", kStart));
        throttle.failed("a", kStart + std::chrono::seconds(i));
    }
    EXPECT_FALSE(throttle.allows("a", kStart + std::chrono::seconds(30)));
    EXPECT_TRUE(throttle.allows("b", kStart + std::chrono::seconds(30)));
    EXPECT_TRUE(throttle.allows("a", kStart + LoginThrottle::kWindow)); // The first is forgotten.
}

TEST(LoginThrottle, AFloodOfAddressesDoesNotGrowWithoutBound) {
    LoginThrottle throttle;
    const auto flood = 3 * LoginThrottle::kAddresses;
    for (std::size_t i = 0; i < flood; ++i)
        throttle.failed("10.0." + std::to_string(i), kStart + std::chrono::microseconds(i));
    // Still counts a newcomer after the flood.
    for (std::size_t i = 0; i < LoginThrottle::kFailures; ++i)
        throttle.failed("new", kStart + std::chrono::seconds(1));
    EXPECT_FALSE(throttle.allows("new", kStart + std::chrono::seconds(2)));
}

} // namespace
} // namespace sangdam::hub
