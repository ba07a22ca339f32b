// SPDX-License-Identifier: MIT

#include "audio/audio_line.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <vector>

namespace sangdam::audio {
namespace {

constexpr CardFormat kMono{48'000, 1, 1, 240};

std::vector<Sample> ramp(std::size_t n) {
    std::vector<Sample> out(n);
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<Sample>(i + 1);
    return out;
}
std::vector<Sample> sine(std::size_t n, double hertz, double rate) {
    std::vector<Sample> out(n);
    for (std::size_t i = 0; i < n; ++i)
        out[i] = static_cast<Sample>(
            10'000 * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
    return out;
}

TEST(AudioLine, WhatTheMicrophoneHearsComesOutOnTheMediaSide) {
    AudioLine line;
    line.attach(kMono);
    const auto spoken = ramp(240);
    line.on_period(spoken.data(), nullptr, 240);
    std::vector<Sample> heard(240);
    EXPECT_EQ(line.heard(heard), 240U);
    EXPECT_EQ(heard, spoken);
    EXPECT_EQ(line.heard(heard), 0U);
}

TEST(AudioLine, WhatIsPlayedReachesTheCardAndThenSilence) {
    AudioLine line;
    line.attach(kMono);
    const auto sound = ramp(300);
    EXPECT_EQ(line.play(sound), 300U);
    EXPECT_EQ(line.queued(), 300U);
    std::vector<Sample> out(240, 99);
    line.on_period(nullptr, out.data(), 240);
    EXPECT_TRUE(std::equal(out.begin(), out.end(), sound.begin()));
    line.on_period(nullptr, out.data(), 240);
    EXPECT_EQ(out[59], 300);
    EXPECT_EQ(out[60], 0);
    EXPECT_EQ(out[239], 0);
}

TEST(AudioLine, TwoMicrophonesAreMixedAndBothEarsHearTheSame) {
    AudioLine line;
    line.attach({48'000, 2, 2, 2});
    const std::array<Sample, 4> spoken{100, 300, -5, -15};
    line.play(std::array<Sample, 2>{7, -8});
    std::array<Sample, 4> out{};
    line.on_period(spoken.data(), out.data(), 2);
    std::array<Sample, 2> heard{};
    EXPECT_EQ(line.heard(heard), 2U);
    EXPECT_EQ(heard, (std::array<Sample, 2>{200, -10}));
    EXPECT_EQ(out, (std::array<Sample, 4>{7, 7, -8, -8}));
}

TEST(AudioLine, ACardOf16kHzGivesAndTakesAsMuchTimeAsOneOf48) {
    AudioLine line;
    line.attach({16'000, 1, 1, 160});
    std::size_t heard = 0;
    std::vector<Sample> at_48k(4800);
    std::vector<Sample> out(160);
    for (int i = 0; i < 100; ++i) {
        const auto spoken = sine(160, 440, 16'000);
        while (line.queued() < 960) line.play(sine(240, 440, 48'000));
        line.on_period(spoken.data(), out.data(), 160);
        heard += line.heard(at_48k);
    }
    EXPECT_NEAR(static_cast<double>(heard), 48'000, 300); // A second, less half a filter.
    EXPECT_EQ(line.missed(), 0U);
}

TEST(AudioLine, APeriodLongerThanTheWorkSpaceIsDoneInPieces) {
    AudioLine line;
    line.attach({48'000, 1, 1, 2000});
    const auto sound = ramp(2000);
    line.play(sound);
    std::vector<Sample> out(2000);
    line.on_period(sound.data(), out.data(), 2000);
    EXPECT_EQ(out, sound);
    std::vector<Sample> heard(2000);
    EXPECT_EQ(line.heard(heard), 2000U);
    EXPECT_EQ(heard, sound);
}

TEST(AudioLine, RunningDryInACallMakesItKeepMoreReadyAndLaterLessAgain) {
    AudioLine line;
    line.attach(kMono);
    line.wake();
    const auto before = line.wanted();
    std::vector<Sample> out(240);
    line.play(ramp(300));
    line.on_period(nullptr, out.data(), 240);
    line.on_period(nullptr, out.data(), 240); // 60 of 240 are there.
    EXPECT_EQ(line.missed(), 180U);
    EXPECT_GT(line.wanted(), before);
    line.on_period(nullptr, out.data(), 240); // The same gap goes on: no second lesson.
    EXPECT_EQ(line.missed(), 180U);
    for (int i = 0; i < 200 * 31; ++i) {
        line.play(ramp(240));
        line.on_period(nullptr, out.data(), 240);
    }
    EXPECT_EQ(line.wanted(), before);
}

TEST(AudioLine, ALineNobodyUsesMissesNothing) {
    AudioLine line;
    line.attach(kMono);
    std::vector<Sample> out(240);
    for (int i = 0; i < 100; ++i) line.on_period(out.data(), out.data(), 240);
    EXPECT_EQ(line.missed(), 0U);
    EXPECT_EQ(line.dropped(), 0U);
}

TEST(AudioLine, TheRestOfOneCallIsNotHeardInTheNext) {
    AudioLine line;
    line.attach(kMono);
    line.wake();
    line.play(ramp(240));
    line.rest();
    line.wake();
    std::vector<Sample> out(240, 99);
    line.on_period(nullptr, out.data(), 240);
    EXPECT_EQ(out, std::vector<Sample>(240, 0));
}

TEST(AudioLine, AMicrophoneThatNobodyFetchesIsDroppedAndCountedNotWaitedFor) {
    AudioLine line;
    line.attach(kMono);
    line.wake();
    const auto spoken = ramp(240);
    for (int i = 0; i < 100; ++i) line.on_period(spoken.data(), nullptr, 240);
    EXPECT_GT(line.dropped(), 0U);
}

TEST(AudioLine, TellsWhenItIsNeeded) {
    std::vector<bool> told;
    AudioLine line([&](bool needed) { told.push_back(needed); });
    line.wake();
    line.rest();
    EXPECT_EQ(told, (std::vector{true, false}));
}

} // namespace
} // namespace sangdam::audio
