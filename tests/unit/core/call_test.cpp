// SPDX-License-Identifier: MIT

#include "core/call.h"

#include <gtest/gtest.h>

namespace sangdam::core {
namespace {

Call in(Phase phase) {
    Call call;
    call.id = CallId{1};
    call.phase = phase;
    return call;
}

std::vector<Effect> acts(std::initializer_list<Act> list) { return {list.begin(), list.end()}; }

TEST(CallStep, AnsweringSendsTheOkBeforeTheSoundStarts) {
    const auto [call, effects] = step(in(Phase::Ringing), Answer{});
    EXPECT_EQ(call.phase, Phase::Talking);
    EXPECT_EQ(effects, acts({Act::SendOk, Act::StartMedia}));
}

TEST(CallStep, AnsweringTwiceAnswersOnce) {
    const auto answered = step(in(Phase::Ringing), Answer{}).call;
    EXPECT_TRUE(step(answered, Answer{}).effects.empty());
}

TEST(CallStep, HangingUpOnARingingCallDeclinesIt) {
    const auto [call, effects] = step(in(Phase::Ringing), Hangup{});
    EXPECT_EQ(call.cause, EndCause::Rejected);
    EXPECT_EQ(effects, acts({Act::SendDecline}));
}

TEST(CallStep, GivingUpBeforeTheAnswerCancels) {
    EXPECT_EQ(step(in(Phase::Dialing), Hangup{}).effects, acts({Act::SendCancel}));
    EXPECT_EQ(step(in(Phase::Alerting), Hangup{}).effects, acts({Act::SendCancel}));
}

TEST(CallStep, AByeThatCrossesOursOnTheWireChangesNothing) {
    const auto ended = step(in(Phase::Talking), Hangup{}).call;
    const auto after = step(ended, RemoteEnded{EndCause::RemoteHangup});
    EXPECT_TRUE(after.effects.empty());
    EXPECT_EQ(after.call.cause, EndCause::LocalHangup);
}

TEST(CallStep, AHeldCallThatTheFarEndLeavesStopsItsSound) {
    const auto [call, effects] = step(in(Phase::Held), RemoteEnded{EndCause::RemoteHangup});
    EXPECT_EQ(call.phase, Phase::Ended);
    EXPECT_EQ(effects, acts({Act::StopMedia}));
}

TEST(CallStep, MutingTwiceMutesOnceAndARingingCallHasNoMute) {
    const auto muted = step(in(Phase::Talking), SetMute{true});
    EXPECT_EQ(muted.effects, acts({Act::Mute}));
    EXPECT_TRUE(step(muted.call, SetMute{true}).effects.empty());
    EXPECT_TRUE(step(in(Phase::Ringing), SetMute{true}).effects.empty());
}

TEST(CallStep, OnlyRealKeysBecomeDigits) {
    EXPECT_EQ(step(in(Phase::Talking), SendDigit{'#'}).effects,
              (std::vector<Effect>{PlayDigit{'#'}}));
    EXPECT_TRUE(step(in(Phase::Talking), SendDigit{'x'}).effects.empty());
}

TEST(CallStep, WhoIsHandedOnWaitsAndWeHangUpOnceTheOtherTookHim) {
    const auto asked = step(in(Phase::Talking), TransferTo{"sip:1002@pbx"});
    EXPECT_EQ(asked.effects, (std::vector<Effect>{Act::SendHold, Refer{"sip:1002@pbx"}}));
    EXPECT_TRUE(asked.call.transferring);
    const auto taken = step(asked.call, TransferTaken{});
    EXPECT_EQ(taken.effects, acts({Act::StopMedia, Act::SendBye}));
    EXPECT_EQ(taken.call.cause, EndCause::Transferred);
}

TEST(CallStep, ATransferThatFailsBringsTheCustomerBack) {
    const auto asked = step(in(Phase::Talking), TransferTo{"sip:1002@pbx"}).call;
    const auto back = step(asked, TransferRefused{EndCause::Busy, true});
    EXPECT_EQ(back.call.phase, Phase::Talking);
    EXPECT_EQ(back.call.transfer_failed, EndCause::Busy);
    EXPECT_EQ(back.effects, acts({Act::SendResume}));
}

TEST(CallStep, ATransferThatFailsWhileWeTalkToTheColleagueLeavesTheCustomerOnHold) {
    const auto asked = step(in(Phase::Held), TransferInto{CallId{2}});
    EXPECT_EQ(asked.effects, (std::vector<Effect>{ReferInto{CallId{2}}}));
    const auto back = step(asked.call, TransferRefused{EndCause::Rejected, false});
    EXPECT_EQ(back.call.phase, Phase::Held);
    EXPECT_TRUE(back.effects.empty());
    EXPECT_FALSE(back.call.transferring);
}

TEST(CallStep, TheByeOfAPbxThatCarriedOurTransferOutIsNoHangUpOfTheCustomer) {
    const auto asked = step(in(Phase::Talking), TransferTo{"sip:1002@pbx"}).call;
    EXPECT_EQ(step(asked, RemoteEnded{EndCause::RemoteHangup}).call.cause, EndCause::Transferred);
}

TEST(CallStep, WhoeverWaitsForATransferIsNotResumedByASlipOfTheFinger) {
    const auto asked = step(in(Phase::Talking), TransferTo{"sip:1002@pbx"}).call;
    EXPECT_TRUE(step(asked, SetHold{false}).effects.empty());
    EXPECT_TRUE(step(asked, TransferTo{"sip:1003@pbx"}).effects.empty());
    EXPECT_EQ(step(asked, Hangup{}).call.cause, EndCause::LocalHangup);
}

TEST(CallStep, AHeldCallJoinsAConferenceByBeingResumed) {
    const auto joined = step(in(Phase::Held), SetConference{true});
    EXPECT_TRUE(joined.call.conference);
    EXPECT_EQ(joined.effects, acts({Act::SendResume}));
    EXPECT_FALSE(step(joined.call, RemoteEnded{EndCause::RemoteHangup}).call.conference);
    EXPECT_FALSE(step(in(Phase::Ringing), SetConference{true}).call.conference);
}

} // namespace
} // namespace sangdam::core
