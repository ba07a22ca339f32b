// SPDX-License-Identifier: MIT

#include "audio/card_choice.h"

#include <gtest/gtest.h>

namespace sangdam::audio {
namespace {

const CardInfo kMonitor{.index = 0, .name = "HDMI", .playback_channels = 8, .rate = 48'000};
const CardInfo kBoard{.index = 1,
                      .name = "HDA Intel PCH",
                      .capture_channels = 2,
                      .playback_channels = 2,
                      .rate = 44'100,
                      .default_capture = true,
                      .default_playback = true};
const CardInfo kHandset{.index = 2,
                        .name = "Jabra HANDSET 450",
                        .capture_channels = 1,
                        .playback_channels = 1,
                        .rate = 16'000};
const std::vector<CardInfo> kAll{kMonitor, kBoard, kHandset};

TEST(CardChoice, WithoutANameTheSystemsDefaultIsTaken) {
    const auto pick = pick_cards(kAll, {});
    EXPECT_EQ(pick.capture->index, 1);
    EXPECT_EQ(pick.playback->index, 1);
}

TEST(CardChoice, APartOfTheNameInAnyCaseIsEnough) {
    const auto pick = pick_cards(kAll, {"handset", "hdmi"});
    EXPECT_EQ(pick.capture->index, 2);
    EXPECT_EQ(pick.playback->index, 0);
}

TEST(CardChoice, ACardWithoutMicrophoneIsNotTakenForOne) {
    EXPECT_FALSE(pick_cards(kAll, {"HDMI", ""}).capture);
}

TEST(CardChoice, ANameThatFitsNothingIsNotReplacedBySomethingElse) {
    EXPECT_FALSE(pick_cards(kAll, {"", "Poly"}).playback);
}

TEST(CardChoice, WithoutADefaultTheFirstThatCanIsTaken) {
    const auto pick = pick_cards({kMonitor, kHandset}, {});
    EXPECT_EQ(pick.capture->index, 2);
    EXPECT_EQ(pick.playback->index, 0);
    EXPECT_FALSE(pick_cards({}, {}).playback);
}

TEST(CardFormats, OurOwnRateComesFirstThenTheCardsThenWhatOldOnesHave) {
    const auto formats = formats_to_try({kHandset, kHandset});
    ASSERT_FALSE(formats.empty());
    EXPECT_EQ(formats[0], (CardFormat{48'000, 1, 1, 480}));
    EXPECT_EQ(formats[1], (CardFormat{16'000, 1, 1, 160}));
}

TEST(CardFormats, OneMicrophoneIsEnoughButBothEarsShallHear) {
    const auto first = formats_to_try({kBoard, kBoard}).front();
    EXPECT_EQ(first.capture_channels, 1);
    EXPECT_EQ(first.playback_channels, 2);
}

TEST(CardFormats, AHalfThatIsMissingHasNoChannels) {
    for (const auto& format : formats_to_try({std::nullopt, kMonitor}))
        EXPECT_EQ(format.capture_channels, 0);
}

} // namespace
} // namespace sangdam::audio
