// SPDX-License-Identifier: MIT

#include "base/result.h"
#include "base/secret.h"
#include "base/spsc_ring.h"
#include "base/uuid.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace sangdam::base {
namespace {

Result<int> digit(char c) {
    if (c < '0' || c > '9') return Error{Errc::BadInput, "not a digit"};
    return c - '0';
}

Result<int> two_digits(char a, char b) {
    SDC_TRY(const auto tens, digit(a));
    SDC_TRY(const auto ones, digit(b));
    return 10 * tens + ones;
}

TEST(Result, HandsTheFirstErrorOn) {
    EXPECT_EQ(two_digits('4', '2').value(), 42);
    EXPECT_EQ(two_digits('x', '2').error().code, Errc::BadInput);
}

TEST(Secret, IsGoneFromTheOneItWasMovedOutOf) {
    Secret a("hunter2");
    const Secret b(std::move(a));
    EXPECT_EQ(b.reveal(), "hunter2");
    EXPECT_TRUE(a.empty()); // NOLINT(bugprone-use-after-move): that is the question.
}

TEST(SpscRing, KeepsEverySampleInOrderAcrossTwoThreads) {
    SpscRing<std::uint32_t, 64> ring;
    constexpr std::uint32_t kCount = 200000;
    std::thread writer([&] {
        for (std::uint32_t i = 0; i < kCount;)
            i += static_cast<std::uint32_t>(ring.write(std::span(&i, 1)));
    });
    std::uint32_t wrong = 0;
    for (std::uint32_t next = 0; next < kCount;) {
        std::uint32_t got = 0;
        if (ring.read(std::span(&got, 1)) == 0) continue;
        wrong += got != next ? 1u : 0u;
        ++next;
    }
    writer.join();
    EXPECT_EQ(wrong, 0u);
}

TEST(SpscRing, RefusesWhatDoesNotFitAndForgetsTheOldestOnRequest) {
    SpscRing<int, 4> ring;
    const std::vector<int> five{1, 2, 3, 4, 5};
    EXPECT_EQ(ring.write(five), 4u);
    EXPECT_EQ(ring.write(five), 0u);
    EXPECT_EQ(ring.skip(3), 3u);
    int left = 0;
    EXPECT_EQ(ring.read(std::span(&left, 1)), 1u);
    EXPECT_EQ(left, 4);
}

struct Counting final : Random {
    std::uint64_t next() override { return ++n; }
    std::uint64_t n = 0;
};

TEST(UuidV7, SortsByTheTimeItWasMade) {
    Counting random;
    const auto early = uuid_v7(WallTime{std::chrono::milliseconds{0x0123456789AB}}, random);
    const auto late = uuid_v7(WallTime{std::chrono::milliseconds{0x0123456789AC}}, random);
    EXPECT_EQ(early.substr(0, 15), "01234567-89ab-7");
    EXPECT_LT(early, late);
    EXPECT_TRUE(is_uuid(early)) << early;
    EXPECT_FALSE(is_uuid("01234567-89AB-7001-8000-000000000002"));
}

} // namespace
} // namespace sangdam::base
