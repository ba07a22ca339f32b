// SPDX-License-Identifier: MIT

#include "desk/call_desk.h"
#include "desk/handset_desk.h"
#include "fakes/fake_handset.h"
#include "fakes/fake_phone.h"
#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::desk {
namespace {

using core::Phase;
using testing::ElementsAre;
using testing::IsEmpty;
using Line = core::HandsetView::Line;
using namespace std::chrono_literals;

class HandsetDeskTest : public testing::Test {
protected:
    HandsetDeskTest() { calls->add_listener(desk); }
    Line line() const { return handset.shown.back().line; }

    fakes::FakePhone phone;
    fakes::FakeHandset handset;
    fakes::ManualClock clock;
    fakes::ManualExecutor timers;
    std::shared_ptr<CallDesk> calls = std::make_shared<CallDesk>(phone, clock);
    std::shared_ptr<HandsetDesk> desk = std::make_shared<HandsetDesk>(handset, *calls, timers);
};

TEST_F(HandsetDeskTest, ItRingsIsLiftedTalksAndIsHungUp) {
    const auto id = phone.ring("01012345678");
    EXPECT_EQ(line(), Line::Ringing);
    handset.does(core::HandsetAnswer{});
    EXPECT_EQ(phone.calls.at(id).phase, Phase::Talking);
    EXPECT_EQ(line(), Line::Active);
    handset.does(core::HandsetHangup{});
    EXPECT_EQ(phone.calls.at(id).phase, Phase::Ended);
    EXPECT_EQ(line(), Line::Idle);
}

TEST_F(HandsetDeskTest, ALiftThatComesAfterTheWindowAnsweredTakesNoSecondCaller) {
    const auto first = phone.ring("01012345678");
    const auto second = phone.ring("0212345678");
    calls->answer(first);
    clock.advance(1s); // Not even when it comes late.
    handset.does(core::HandsetAnswer{});
    EXPECT_EQ(phone.calls.at(first).phase, Phase::Talking);
    EXPECT_EQ(phone.calls.at(second).phase, Phase::Ringing);
}

TEST_F(HandsetDeskTest, ALiftThatCrossesTheCallersCancelAnswersNobody) {
    const auto id = phone.ring("01012345678");
    phone.remote(id, core::RemoteEnded{core::EndCause::Cancelled});
    handset.does(core::HandsetAnswer{});
    EXPECT_THAT(phone.commands, IsEmpty());
    EXPECT_EQ(line(), Line::Idle);
}

TEST_F(HandsetDeskTest, ACradleThatCrossesTheFarEndsGoodbyeSparesTheNextCallerAndTheOneOnHold) {
    const auto held = phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    clock.advance(1s);
    const auto talking = phone.ring("0212345678");
    handset.does(core::HandsetAnswerSecond{});
    const auto next = phone.ring("0313334444");
    phone.remote(talking, core::RemoteEnded{core::EndCause::RemoteHangup});
    handset.does(core::HandsetHangup{});
    EXPECT_EQ(phone.calls.at(held).phase, Phase::Held);
    EXPECT_EQ(phone.calls.at(next).phase, Phase::Ringing);
}

TEST_F(HandsetDeskTest, TakingTheSecondCallerHoldsTheFirst) {
    const auto first = phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    const auto second = phone.ring("0212345678");
    EXPECT_TRUE(handset.shown.back().second_ringing);
    handset.does(core::HandsetAnswerSecond{});
    EXPECT_EQ(phone.calls.at(first).phase, Phase::Held);
    EXPECT_EQ(phone.calls.at(second).phase, Phase::Talking);
}

TEST_F(HandsetDeskTest, RejectingSparesTheConversation) {
    const auto first = phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    const auto second = phone.ring("0212345678");
    handset.does(core::HandsetReject{});
    EXPECT_EQ(phone.calls.at(first).phase, Phase::Talking);
    EXPECT_EQ(phone.calls.at(second).cause, core::EndCause::Rejected);
}

TEST_F(HandsetDeskTest, MuteAtTheHandsetAndInTheWindowAreOneMute) {
    phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    handset.does(core::HandsetMute{true});
    EXPECT_TRUE(handset.shown.back().muted);
    calls->mute(Switch::Toggle);
    EXPECT_FALSE(handset.shown.back().muted);
}

TEST_F(HandsetDeskTest, HoldAtTheHandsetHoldsAndResumes) {
    phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    handset.does(core::HandsetToggleHold{});
    EXPECT_EQ(line(), Line::Held);
    handset.does(core::HandsetToggleHold{});
    EXPECT_EQ(line(), Line::Active);
}

TEST_F(HandsetDeskTest, FlashBetweenTwoCallersSwapsThem) {
    const auto first = phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    const auto second = phone.ring("0212345678");
    handset.does(core::HandsetAnswerSecond{});
    handset.does(core::HandsetToggleHold{});
    EXPECT_EQ(phone.calls.at(first).phase, Phase::Talking);
    EXPECT_EQ(phone.calls.at(second).phase, Phase::Held);
    handset.does(core::HandsetToggleHold{});
    EXPECT_EQ(phone.calls.at(first).phase, Phase::Held);
    EXPECT_EQ(phone.calls.at(second).phase, Phase::Talking);
}

TEST_F(HandsetDeskTest, TheSameViewIsNotShownTwice) {
    phone.registration(core::RegistrationState::Trying);
    phone.registration(core::RegistrationState::Registered);
    EXPECT_EQ(handset.shown.size(), 1U);
}

TEST_F(HandsetDeskTest, TypingOnTheLiftedHandsetDialsAfterARest) {
    handset.does(core::HandsetLifted{});
    EXPECT_TRUE(desk->view().lifted);
    for (const char key : std::string("1588")) handset.does(core::HandsetDigit{key});
    timers.advance(kKeypadRest - 1ms);
    for (const char key : std::string("1234")) handset.does(core::HandsetDigit{key});
    EXPECT_EQ(desk->view().typed, "15881234");
    EXPECT_THAT(phone.commands, IsEmpty());
    timers.advance(kKeypadRest);
    EXPECT_THAT(phone.commands, ElementsAre("dial 15881234"));
    EXPECT_EQ(line(), Line::Dialing);
    EXPECT_EQ(desk->view().typed, "");
}

TEST_F(HandsetDeskTest, TheHashKeyDialsAtOnce) {
    handset.does(core::HandsetLifted{});
    for (const char key : std::string("112#")) handset.does(core::HandsetDigit{key});
    EXPECT_THAT(phone.commands, ElementsAre("dial 112"));
}

TEST_F(HandsetDeskTest, PuttingItDownForgetsWhatWasTyped) {
    handset.does(core::HandsetLifted{});
    handset.does(core::HandsetDigit{'1'});
    handset.does(core::HandsetDropped{});
    timers.advance(kKeypadRest * 2);
    EXPECT_THAT(phone.commands, IsEmpty());
    EXPECT_FALSE(desk->view().lifted);
}

TEST_F(HandsetDeskTest, ACallThatRingsWhileTypingIsNotDialledOver) {
    handset.does(core::HandsetLifted{});
    handset.does(core::HandsetDigit{'1'});
    phone.ring("01012345678");
    timers.advance(kKeypadRest * 2);
    EXPECT_THAT(phone.commands, IsEmpty());
    EXPECT_EQ(line(), Line::Ringing);
}

TEST_F(HandsetDeskTest, KeysOfAHandsetThatLiesOnItsCradleDialNothing) {
    handset.does(core::HandsetDigit{'1'});
    timers.advance(kKeypadRest * 2);
    EXPECT_THAT(phone.commands, IsEmpty());
}

TEST_F(HandsetDeskTest, KeysInAConversationAreSent) {
    phone.ring("01012345678");
    handset.does(core::HandsetAnswer{});
    handset.does(core::HandsetDigit{'5'});
    EXPECT_EQ(phone.commands.back(), "digit 5 1");
}

TEST_F(HandsetDeskTest, AJammedKeyTypesOnlySoMuch) {
    handset.does(core::HandsetLifted{});
    for (int i = 0; i < 1000; ++i) handset.does(core::HandsetDigit{'7'});
    EXPECT_EQ(desk->view().typed.size(), kMostTyped);
}

TEST_F(HandsetDeskTest, PluggedHandsetsAreListedWithTheirTrouble) {
    core::HandsetDevice device;
    device.name = "WH66";
    device.trouble = "permission denied";
    handset.plugged({device});
    ASSERT_EQ(desk->view().devices.size(), 1U);
    EXPECT_EQ(desk->view().devices[0].trouble, "permission denied");
}

} // namespace
} // namespace sangdam::desk
