// SPDX-License-Identifier: MIT

#include "media/telephone_event.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sangdam::media {
namespace {

TelephoneEvent press(std::uint8_t event, std::uint16_t duration, bool end = false) {
    return {.event = event, .end = end, .duration = duration};
}

TEST(TelephoneEvent, ThePayloadIsReadBackAndAShortOneIsNone) {
    const auto bytes =
        format_telephone_event({.event = 11, .end = true, .volume = 20, .duration = 1600});
    const auto read = parse_telephone_event(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->event, 11);
    EXPECT_TRUE(read->end);
    EXPECT_EQ(read->volume, 20);
    EXPECT_EQ(read->duration, 1600);
    EXPECT_FALSE(parse_telephone_event(std::span(bytes).first(3)));
}

TEST(DigitsHeard, OnePressInManyPacketsIsHeardAtItsFirst) {
    DigitsHeard heard;
    EXPECT_EQ(heard.hear(1000, press(5, 160)), '5');
    EXPECT_FALSE(heard.hear(1000, press(5, 320)));
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(heard.hear(1000, press(5, 480, true)));
}

TEST(DigitsHeard, OnlyTheEndArrivingIsStillAPress) {
    DigitsHeard heard;
    EXPECT_EQ(heard.hear(1000, press(10, 800, true)), '*');
}

TEST(DigitsHeard, TheSameKeyPressedTwiceIsTwo) {
    DigitsHeard heard;
    EXPECT_TRUE(heard.hear(1000, press(1, 480, true)));
    EXPECT_TRUE(heard.hear(1800, press(1, 160)));
}

TEST(DigitsHeard, ALongPressGoesOnInAnotherSegmentAndIsStillOne) {
    DigitsHeard heard;
    EXPECT_TRUE(heard.hear(0, press(9, 0xFFFF)));
    EXPECT_FALSE(heard.hear(0xFFFF, press(9, 160)));
    EXPECT_FALSE(heard.hear(0xFFFF, press(9, 800, true)));
}

TEST(DigitsHeard, PacketsOfAnEarlierPressThatComeLateSayNothing) {
    DigitsHeard heard;
    EXPECT_TRUE(heard.hear(1000, press(1, 160)));
    EXPECT_TRUE(heard.hear(3000, press(2, 160)));
    EXPECT_FALSE(heard.hear(1000, press(1, 480, true)));
}

TEST(DigitsHeard, AcrossTheWrapOfTheTimestamp) {
    DigitsHeard heard;
    EXPECT_TRUE(heard.hear(0xFFFFFF00, press(1, 160, true)));
    EXPECT_TRUE(heard.hear(0x100, press(1, 160)));
}

TEST(DigitsHeard, AFlashOrAToneIsNoDigit) {
    DigitsHeard heard;
    EXPECT_FALSE(heard.hear(0, press(16, 160)));
    EXPECT_FALSE(heard.hear(0, press(70, 160)));
}

TEST(DigitsSent, APressGrowsPacketByPacketAndEndsThreeTimes) {
    DigitsSent sent;
    ASSERT_TRUE(sent.add('7', 480, 160));
    std::vector<DigitsSent::Out> out;
    std::uint32_t now = 0xFFFFFF60; // Wraps on the way.
    for (int i = 0; i < 10; ++i, now += 160)
        if (const auto next = sent.next(now, 160)) out.push_back(*next);
    ASSERT_EQ(out.size(), 5U);
    EXPECT_TRUE(out[0].marker);
    EXPECT_FALSE(out[1].marker);
    EXPECT_EQ(out[0].event.duration, 160);
    EXPECT_EQ(out[1].event.duration, 320);
    for (std::size_t i = 2; i < 5; ++i) {
        EXPECT_TRUE(out[i].event.end);
        EXPECT_EQ(out[i].event.duration, 480);
    }
    for (const auto& o : out) EXPECT_EQ(o.timestamp, 0xFFFFFF60U);
}

TEST(DigitsSent, WhatIsSentIsHeardInOrderWithPausesBetween) {
    DigitsSent sent;
    DigitsHeard heard;
    for (const char c : std::string("15881588")) ASSERT_TRUE(sent.add(c, 320, 480));
    std::string digits;
    int pauses = 0;
    for (std::uint32_t now = 0; digits.size() < 8 && now < 160 * 200; now += 160) {
        const auto out = sent.next(now, 160);
        pauses += out ? 0 : 1;
        if (out)
            if (const auto digit = heard.hear(out->timestamp, out->event)) digits += *digit;
    }
    EXPECT_EQ(digits, "15881588");
    EXPECT_EQ(pauses, 7 * 3);
}

TEST(DigitsSent, NoKeyAndTooManyAreRefused) {
    DigitsSent sent;
    EXPECT_FALSE(sent.add('x', 160, 160));
    for (int i = 0; i < 32; ++i) EXPECT_TRUE(sent.add('d', 160, 160));
    EXPECT_FALSE(sent.add('1', 160, 160));
}

} // namespace
} // namespace sangdam::media
