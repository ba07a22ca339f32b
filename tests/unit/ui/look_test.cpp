// SPDX-License-Identifier: MIT

#include "kit/icons.h"
#include "kit/state_words.h"
#include "kit/theme.h"
#include "tray/tray_picture.h"

#include <gtest/gtest.h>

#include <set>

namespace sangdam::ui {
namespace {

constexpr double kReadable = 4.5; // WCAG 2.1 §1.4.3.

class Contrast : public testing::TestWithParam<bool> {};

TEST_P(Contrast, OfEveryTextOnEveryGroundItStandsOnIsReadable) {
    const Palette p = palette_for(GetParam());
    for (const auto& ground : {p.window, p.surface, p.raised}) {
        EXPECT_GE(contrast(p.text, ground), kReadable);
        EXPECT_GE(contrast(p.muted, ground), kReadable);
    }
    for (const Tone tone :
         {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad, Tone::Idle}) {
        const auto shade = p.shade(tone);
        const auto which = static_cast<int>(tone);
        EXPECT_GE(contrast(shade.strong, p.surface), kReadable) << which;
        EXPECT_GE(contrast(shade.strong, p.raised), kReadable) << which;
        EXPECT_GE(contrast(shade.strong, shade.soft), kReadable) << which;
        EXPECT_GE(contrast(shade.on, shade.solid), kReadable) << which;
    }
}

INSTANTIATE_TEST_SUITE_P(LightAndDark, Contrast, testing::Bool(), [](const auto& each) {
    return std::string(each.param ? "dark" : "light");
});

TEST(Contrast, IsThatOfTheStandard) {
    EXPECT_NEAR(contrast(*wxBLACK, *wxWHITE), 21.0, 0.01);
    EXPECT_NEAR(contrast(*wxWHITE, *wxWHITE), 1.0, 0.01);
}

constexpr core::AgentState kStates[] = {core::AgentState::Offline, core::AgentState::Available,
                                        core::AgentState::Away, core::AgentState::OnCall,
                                        core::AgentState::WrapUp};

TEST(AgentState, EachIsToldByItsWordItsShapeAndItsPictureAndNotByColourAlone) {
    std::set<std::string> words;
    std::set<std::string_view> shapes;
    std::set<std::string_view> pictures;
    for (const auto state : kStates) {
        const Look look = look_of(state);
        words.insert(look.word.utf8_string());
        shapes.insert(shape_of(state));
        pictures.insert(look.icon);
        EXPECT_FALSE(coloured_svg(look.icon, *wxBLACK).empty()) << look.icon;
    }
    EXPECT_EQ(words.size(), std::size(kStates));
    EXPECT_EQ(shapes.size(), std::size(kStates));
    EXPECT_EQ(pictures.size(), std::size(kStates));
}

TEST(CallResult, EachHasAPictureThatExists) {
    using core::CallResult;
    for (const auto result : {CallResult::Open, CallResult::Answered, CallResult::Missed,
                              CallResult::Abandoned, CallResult::Busy, CallResult::NoAnswer,
                              CallResult::Rejected, CallResult::PickedUp, CallResult::Failed})
        for (const auto direction : {core::Direction::Incoming, core::Direction::Outgoing}) {
            const Look look = look_of(result, direction);
            EXPECT_FALSE(look.word.empty());
            EXPECT_FALSE(coloured_svg(look.icon, *wxBLACK).empty()) << look.icon;
        }
}

TEST(Icons, TakeTheColourTheyAreGiven) {
    const auto svg = coloured_svg("phone", wxColour(0x12, 0x71, 0x3F));
    EXPECT_NE(svg.find("#12713F"), std::string::npos);
    EXPECT_EQ(svg.find("currentColor"), std::string::npos);
    EXPECT_TRUE(coloured_svg("no_such_picture", *wxBLACK).empty());
}

TEST(TrayBadge, StaysReadableWhenManyWait) {
    EXPECT_EQ(badge_text(0), "");
    EXPECT_EQ(badge_text(3), "3");
    EXPECT_EQ(badge_text(9), "9");
    EXPECT_EQ(badge_text(10), "9+");
}

} // namespace
} // namespace sangdam::ui
