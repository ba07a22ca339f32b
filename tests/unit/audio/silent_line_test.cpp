// SPDX-License-Identifier: MIT

#include "audio/silent_line.h"
#include "fakes/manual_clock.h"

#include <gtest/gtest.h>

#include <array>

namespace sangdam::audio {
namespace {

using std::chrono::milliseconds;

TEST(SilentLine, HearsAsMuchSilenceAsTimePasses) {
    fakes::ManualClock clock;
    SilentLine line(clock);
    std::array<std::int16_t, 960> out{};
    EXPECT_EQ(line.heard(out), 0U);
    clock.advance(milliseconds(10));
    out.fill(7);
    EXPECT_EQ(line.heard(out), 480U);
    EXPECT_EQ(out[479], 0);
    EXPECT_EQ(line.heard(out), 0U);
}

TEST(SilentLine, TakesSoundAtTheSpeedOfAnEar) {
    fakes::ManualClock clock;
    SilentLine line(clock);
    const std::array<std::int16_t, 480> sound{};
    EXPECT_EQ(line.play(sound), 480U);
    EXPECT_EQ(line.queued(), 480U);
    clock.advance(milliseconds(4));
    EXPECT_EQ(line.queued(), 288U);
    clock.advance(milliseconds(40));
    EXPECT_EQ(line.queued(), 0U);
}

TEST(SilentLine, TheTimeBeforeACallIsNotHeardInIt) {
    fakes::ManualClock clock;
    SilentLine line(clock);
    clock.advance(milliseconds(60'000));
    line.wake();
    std::array<std::int16_t, 960> out{};
    EXPECT_EQ(line.heard(out), 0U);
}

} // namespace
} // namespace sangdam::audio
