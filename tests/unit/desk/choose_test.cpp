// SPDX-License-Identifier: MIT

#include "desk/choose.h"

#include <gtest/gtest.h>

namespace sangdam::desk {
namespace {

using core::CallId;
using core::Phase;
using Line = core::HandsetView::Line;

CallView in(Phase phase, unsigned id, int held_at = 0) {
    CallView view;
    view.call.id = CallId{id};
    view.call.phase = phase;
    if (phase == Phase::Held) view.held = base::TimePoint{std::chrono::seconds(held_at)};
    return view;
}

TEST(WhichCall, AnsweringMeansTheOneThatRingsLongest) {
    EXPECT_EQ(call_to_answer({in(Phase::Talking, 1), in(Phase::Ringing, 2), in(Phase::Ringing, 3)}),
              CallId{2});
    EXPECT_EQ(call_to_answer({in(Phase::Talking, 1)}), std::nullopt);
    EXPECT_EQ(call_to_answer({}), std::nullopt);
}

TEST(WhichCall, HangingUpEndsTheConversationAndNotTheCallerWhoRings) {
    EXPECT_EQ(call_to_hang_up({in(Phase::Ringing, 1), in(Phase::Talking, 2)}), CallId{2});
    EXPECT_EQ(call_to_hang_up({in(Phase::Ringing, 1), in(Phase::Alerting, 2)}), CallId{2});
}

TEST(WhichCall, ACustomerOnHoldIsTheLastOneToBeHungUp) {
    EXPECT_EQ(call_to_hang_up({in(Phase::Held, 1), in(Phase::Ringing, 2)}), CallId{2});
    EXPECT_EQ(call_to_hang_up({in(Phase::Held, 1)}), CallId{1});
}

TEST(WhichCall, ResumingMeansTheOneHeldLast) {
    EXPECT_EQ(call_to_resume({in(Phase::Held, 1, 20), in(Phase::Held, 2, 10)}), CallId{1});
}

TEST(HandsetShows, NothingWithoutCalls) { EXPECT_EQ(handset_view({}), core::HandsetView{}); }

TEST(HandsetShows, TheRingerOnlyWhenNoOtherCallIsThere) {
    EXPECT_EQ(handset_view({in(Phase::Ringing, 1)}).line, Line::Ringing);
    EXPECT_FALSE(handset_view({in(Phase::Ringing, 1)}).second_ringing);
    const auto held = handset_view({in(Phase::Held, 1), in(Phase::Ringing, 2)});
    EXPECT_EQ(held.line, Line::Held);
    EXPECT_TRUE(held.second_ringing);
    const auto dialling = handset_view({in(Phase::Dialing, 1), in(Phase::Ringing, 2)});
    EXPECT_EQ(dialling.line, Line::Dialing);
    EXPECT_TRUE(dialling.second_ringing);
}

TEST(HandsetShows, TheMuteOfTheCallThatIsSpokenIn) {
    auto held = in(Phase::Held, 1);
    held.call.muted = true;
    auto talking = in(Phase::Talking, 2);
    EXPECT_FALSE(handset_view({held, talking}).muted);
    talking.call.muted = true;
    EXPECT_TRUE(handset_view({held, talking}).muted);
}

TEST(HandsetShows, ACallThatEndedLeavesNoLampOn) {
    EXPECT_EQ(handset_view({in(Phase::Ended, 1)}), core::HandsetView{});
}

} // namespace
} // namespace sangdam::desk
