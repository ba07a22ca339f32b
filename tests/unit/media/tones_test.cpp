// SPDX-License-Identifier: MIT

#include "media/tones.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;

TEST(Tones, KoreanRingbackIsOneSecondOfTwoSinesAndTwoSecondsOfRest) {
    const auto tone = ringback_of_korea();
    EXPECT_EQ(tone.length(), milliseconds(3000));
    const Pcm on{kRate, {tone.samples.begin(), tone.samples.begin() + kRate}};
    EXPECT_NEAR(tone_share(on, 440, milliseconds(500)), 0.5, 0.05);
    EXPECT_NEAR(tone_share(on, 480, milliseconds(500)), 0.5, 0.05);
    EXPECT_LT(tone_share(on, 620, milliseconds(500)), 0.01);
    EXPECT_EQ(tone_share(tone, 440, milliseconds(1900)), 0);
}

TEST(Tones, BusyIsHalfASecondOnHalfASecondOff) {
    const auto tone = busy_of_korea();
    EXPECT_EQ(tone.length(), milliseconds(1000));
    const Pcm on{kRate, {tone.samples.begin(), tone.samples.begin() + kRate / 2}};
    EXPECT_NEAR(tone_share(on, 620, milliseconds(400)), 0.5, 0.05);
}

TEST(Tones, ASineStartsAndEndsSoftlySoThatItDoesNotClick) {
    const auto tone = sines({1000}, milliseconds(100), 0.9);
    EXPECT_LT(std::abs(tone.samples.front()), 300);
    EXPECT_LT(std::abs(tone.samples.back()), 1000);
}

TEST(Tones, ASumLouderThanFullScaleIsClippedNotWrapped) {
    const auto tone = sines({300, 300}, milliseconds(50), 0.9);
    for (std::size_t i = 1; i < tone.samples.size(); ++i)
        EXPECT_LT(std::abs(tone.samples[i] - tone.samples[i - 1]), 4000);
}

TEST(ToneShare, SilenceAndAnEmptySoundHaveNoTone) {
    EXPECT_EQ(tone_share(silence(milliseconds(100)), 440, milliseconds(100)), 0);
    EXPECT_EQ(tone_share(Pcm{}, 440, milliseconds(100)), 0);
}

TEST(ToneShare, LooksOnlyAtTheWindowAtTheEnd) {
    const auto sound = joined(sines({440}, milliseconds(500)), sines({1000}, milliseconds(500)));
    EXPECT_LT(tone_share(sound, 440, milliseconds(400)), 0.01);
    EXPECT_GT(tone_share(sound, 1000, milliseconds(400)), 0.95);
}

TEST(AtRate, ATelephoneToneKeepsItsLengthAndItsPitch) {
    auto narrow = at_rate(sines({440}, milliseconds(1000)), 8000);
    EXPECT_EQ(narrow.length(), milliseconds(1000));
    EXPECT_GT(tone_share(narrow, 440, milliseconds(500)), 0.95);
    auto wide = at_rate(narrow, kRate);
    EXPECT_EQ(wide.length(), milliseconds(1000));
    EXPECT_GT(tone_share(wide, 440, milliseconds(500)), 0.95);
}

} // namespace
} // namespace sangdam::media
