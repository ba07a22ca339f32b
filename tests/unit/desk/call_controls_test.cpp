// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using core::Phase;
using testing::ElementsAre;
using testing::IsEmpty;

class CallControlsTest : public DeskBench {
protected:
    CallControls& controls() { return desk->controls(); }
    const CallControlsView& view() { return controls().view(); }
    DialTrouble dial(const std::string& text) {
        controls().dial(text);
        settle();
        return view().dial_trouble;
    }
};

TEST_F(CallControlsTest, TheClockCountsTheTalkAndNotTheRinging) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    pass(4s);
    EXPECT_EQ(view().in_hand->elapsed, 4s);
    talk(id);
    EXPECT_EQ(view().in_hand->elapsed, 0s);
    pass(61s);
    EXPECT_EQ(view().in_hand->elapsed, 61s);
}

TEST_F(CallControlsTest, WhatMayBeDoneFollowsThePhase) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    EXPECT_TRUE(view().in_hand->can_answer);
    EXPECT_FALSE(view().in_hand->can_mute);
    talk(id);
    EXPECT_FALSE(view().in_hand->can_answer);
    EXPECT_TRUE(view().in_hand->can_mute && view().in_hand->can_hold);
    controls().toggle_hold();
    settle();
    EXPECT_EQ(view().in_hand->call.phase, Phase::Held);
    EXPECT_FALSE(view().in_hand->can_send_digits);
}

TEST_F(CallControlsTest, F9AnswersAndThenHangsUpButADoublePressOnlyAnswers) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    controls().answer_or_hang_up();
    settle();
    controls().answer_or_hang_up(); // The second half of the double press.
    settle();
    EXPECT_EQ(phone.calls.at(id).phase, Phase::Talking);
    pass(1s);
    controls().answer_or_hang_up();
    EXPECT_EQ(phone.calls.at(id).phase, Phase::Ended);
}

TEST_F(CallControlsTest, WhileASecondCallRingsF9TakesItAndHoldsTheFirst) {
    sign_in();
    const auto first = ring("01012345678", "r1");
    talk(first);
    pass(1s);
    const auto second = ring("0212345678", "r2");
    controls().answer_or_hang_up();
    settle();
    EXPECT_EQ(phone.calls.at(first).phase, Phase::Held);
    EXPECT_EQ(phone.calls.at(second).phase, Phase::Talking);
    EXPECT_EQ(view().in_hand->call.id, second);
    ASSERT_EQ(view().others.size(), 1U);
}

TEST_F(CallControlsTest, NumbersAreDialledHoweverTheyAreWritten) {
    sign_in();
    phone.commands.clear();
    for (const auto* text :
         {"010-1234-5678", "  +82 10-1234-5678 ", "1588-1234", "201", "*97", "sip:201@127.0.0.1"}) {
        EXPECT_EQ(dial(text), DialTrouble::None) << text;
        calls->hang_up();
        settle();
    }
    std::erase_if(phone.commands, [](const auto& each) { return !each.starts_with("dial"); });
    EXPECT_THAT(phone.commands, ElementsAre("dial 01012345678", "dial 01012345678", "dial 15881234",
                                            "dial 201", "dial *97", "dial sip:201@127.0.0.1"));
}

TEST_F(CallControlsTest, WhatIsNoNumberIsToldAtOnceAndNotDialled) {
    sign_in();
    phone.commands.clear();
    for (const auto* text : {"", "   ", "김민수", "010-abcd", "anonymous"})
        EXPECT_EQ(dial(text), DialTrouble::NotANumber) << text;
    EXPECT_THAT(phone.commands, IsEmpty());
}

TEST_F(CallControlsTest, WithoutAPhoneNothingIsDialledAndTheReasonIsShown) {
    sign_in();
    phone.registration(core::RegistrationState::Unreachable);
    settle();
    EXPECT_FALSE(view().can_dial);
    EXPECT_EQ(dial("01012345678"), DialTrouble::NoPhone);
    phone.registration(core::RegistrationState::Registered);
    settle();
    EXPECT_EQ(dial("01012345678"), DialTrouble::None);
}

TEST_F(CallControlsTest, WhyTheLastCallEndedStaysUntilTheNextOne) {
    sign_in();
    dial("01012345678");
    phone.remote(core::CallId{1}, core::RemoteEnded{core::EndCause::Busy});
    settle();
    ASSERT_TRUE(view().last_ended);
    EXPECT_EQ(view().last_ended->cause, core::EndCause::Busy);
    ring("0212345678", "r1");
    EXPECT_FALSE(view().last_ended);
}

TEST_F(CallControlsTest, TheHandsetIsSeenInTheWindow) {
    HandsetDeskView handset;
    handset.lifted = true;
    handset.typed = "1588";
    desk->handset_changed(handset);
    EXPECT_TRUE(view().handset_lifted);
    EXPECT_EQ(view().typed_on_handset, "1588");
}

TEST_F(CallControlsTest, NothingTicksWithoutCalls) {
    sign_in();
    far_end_hangs_up(ring("01012345678", "r1"), core::EndCause::Cancelled);
    int wakes = 0;
    const auto watch = controls().watch([&](const CallControlsView&) { ++wakes; });
    pass(10s);
    EXPECT_EQ(wakes, 0);
}

} // namespace
} // namespace sangdam::desk
