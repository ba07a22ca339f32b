// SPDX-License-Identifier: MIT

#include "hub/call_book.h"

#include <gtest/gtest.h>

namespace sangdam::hub {
namespace {

using namespace core;
using std::chrono::seconds;

const CallRef kRef("call-1");
const AgentId kHong("hong");
const AgentId kLee("lee");
const base::WallTime kBegin{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

struct At {
    int second;
    SwitchEvent event;
};

std::optional<TrackedCall> story(std::initializer_list<At> events,
                                 std::optional<TrackedCall> call = std::nullopt) {
    for (const auto& each : events)
        call = step(std::move(call), {kBegin + seconds(each.second), each.event});
    return call;
}

SwitchCallArrived arrival() { return {kRef, PhoneNumber::parse("01000001111"), "025550100"}; }
SwitchOutgoing dialled() { return {kRef, kHong, PhoneNumber::parse("01000001111"), "025550100"}; }

TEST(CallBook, AnAnsweredCallKnowsHowLongItWaitedAndTalked) {
    const auto call = story({{0, arrival()},
                             {10, SwitchQueued{kRef, "고객센터"}},
                             {15, SwitchSeatRinging{kRef, kHong}},
                             {20, SwitchConnected{kRef, kHong}},
                             {80, SwitchEnded{kRef, EndCause::RemoteHangup, true}}});
    ASSERT_TRUE(call);
    EXPECT_EQ(call->record.result, CallResult::Answered);
    EXPECT_EQ(call->record.agent, kHong);
    EXPECT_EQ(call->record.waited, seconds(10));
    EXPECT_EQ(call->record.talked, seconds(60));
    EXPECT_EQ(call->record.queue, "고객센터");
    ASSERT_EQ(call->attempts.size(), 1u);
    EXPECT_EQ(call->attempts[0].outcome, "answered");
    EXPECT_EQ(call->attempts[0].ended_at, kBegin + seconds(20));
}

TEST(CallBook, WhoGivesUpInTheAnnouncementAbandonedWithoutWaiting) {
    const auto call = story({{0, arrival()}, {4, SwitchEnded{kRef, EndCause::RemoteHangup, true}}});
    EXPECT_EQ(call->record.result, CallResult::Abandoned);
    EXPECT_EQ(call->record.waited, seconds(0));
    EXPECT_FALSE(call->record.queued_at);
}

TEST(CallBook, WhoGivesUpInTheQueueAbandonedAfterWaiting) {
    const auto call = story({{0, arrival()},
                             {10, SwitchQueued{kRef, "q"}},
                             {55, SwitchEnded{kRef, EndCause::RemoteHangup, true}}});
    EXPECT_EQ(call->record.result, CallResult::Abandoned);
    EXPECT_EQ(call->record.waited, seconds(45));
}

TEST(CallBook, ACallThatRangAndNobodyTookIsMissed) {
    const auto call = story({{0, arrival()},
                             {1, SwitchQueued{kRef, "q"}},
                             {2, SwitchSeatRinging{kRef, kHong}},
                             {9, SwitchSeatStopped{kRef, kHong, "no_answer"}},
                             {9, SwitchQueued{kRef, "q"}},
                             {10, SwitchSeatRinging{kRef, kLee}},
                             {12, SwitchEnded{kRef, EndCause::Cancelled, true}}});
    EXPECT_EQ(call->record.result, CallResult::Missed);
    EXPECT_EQ(call->record.queued_at, kBegin + seconds(1)); // Waiting began once.
    ASSERT_EQ(call->attempts.size(), 2u);
    EXPECT_EQ(call->attempts[0].outcome, "no_answer");
    EXPECT_EQ(call->attempts[1].outcome, "cancelled");
}

TEST(CallBook, ACallPulledFromAColleaguesSeatIsPickedUpAndNotMissedThere) {
    const auto call = story({{0, arrival()},
                             {1, SwitchQueued{kRef, "q"}},
                             {2, SwitchSeatRinging{kRef, kHong}},
                             {5, SwitchConnected{kRef, kLee, true}}});
    EXPECT_EQ(call->record.result, CallResult::PickedUp);
    EXPECT_EQ(call->record.agent, kLee);
    EXPECT_EQ(call->attempts.at(0).outcome, "cancelled");
    EXPECT_TRUE(ringing_at(*call).empty());
}

TEST(CallBook, ATransferredCallBelongsToWhoTalksNowAndWasAnsweredOnce) {
    const auto call = story({{0, arrival()},
                             {1, SwitchQueued{kRef, "q"}},
                             {5, SwitchConnected{kRef, kHong}},
                             {30, SwitchConnected{kRef, kLee}},
                             {40, SwitchEnded{kRef, EndCause::RemoteHangup, true}}});
    EXPECT_EQ(call->record.agent, kLee);
    EXPECT_EQ(call->record.waited, seconds(4));
    EXPECT_EQ(call->record.talked, seconds(35));
}

TEST(CallBook, AnOutgoingCallThatWasNotAnsweredSaysWhy) {
    const std::pair<EndCause, CallResult> cases[] = {
        {EndCause::Busy, CallResult::Busy},         {EndCause::NoAnswer, CallResult::NoAnswer},
        {EndCause::Rejected, CallResult::Rejected}, {EndCause::LocalHangup, CallResult::NoAnswer},
        {EndCause::NotFound, CallResult::Failed},   {EndCause::Unreachable, CallResult::Failed}};
    for (const auto& [cause, result] : cases) {
        const auto call = story({{0, dialled()}, {20, SwitchEnded{kRef, cause, false}}});
        EXPECT_EQ(call->record.result, result) << name(cause);
        EXPECT_EQ(call->record.direction, Direction::Outgoing);
        EXPECT_EQ(call->record.agent, kHong);
    }
}

TEST(CallBook, ALateOrDoubledNoticeChangesNothing) {
    const auto over = story({{0, arrival()},
                             {1, SwitchQueued{kRef, "q"}},
                             {3, SwitchEnded{kRef, EndCause::RemoteHangup, true}}});
    for (const SwitchEvent& late : std::initializer_list<SwitchEvent>{
             arrival(), SwitchQueued{kRef, "q"}, SwitchSeatRinging{kRef, kHong},
             SwitchConnected{kRef, kHong}, SwitchEnded{kRef, EndCause::Busy, true}})
        EXPECT_EQ(story({{9, late}}, over), over);
    const auto rings = story({{0, arrival()}, {2, SwitchSeatRinging{kRef, kHong}}});
    EXPECT_EQ(story({{3, SwitchSeatRinging{kRef, kHong}}}, rings), rings);
    EXPECT_EQ(story({{3, SwitchSeatStopped{kRef, kLee, "declined"}}}, rings), rings);
}

TEST(CallBook, ANoticeAboutACallNeverHeardOfBeginsNone) {
    EXPECT_FALSE(story({{0, SwitchConnected{kRef, kHong}}}));
    EXPECT_FALSE(story({{0, SwitchEnded{kRef, EndCause::Busy, true}}}));
}

TEST(CallBook, AClockThatJumpsBackMakesNoNegativeTimes) {
    const auto call = story({{100, arrival()},
                             {101, SwitchQueued{kRef, "q"}},
                             {50, SwitchConnected{kRef, kHong}},
                             {20, SwitchEnded{kRef, EndCause::RemoteHangup, true}}});
    EXPECT_EQ(call->record.waited, seconds(0));
    EXPECT_EQ(call->record.talked, seconds(0));
}

TEST(WaitingList, IsOldestFirstAndSaysWhereItRings) {
    auto one = story({{0, arrival()}, {9, SwitchQueued{kRef, "q"}}});
    auto two =
        story({{1, arrival()}, {5, SwitchQueued{kRef, "q"}}, {6, SwitchSeatRinging{kRef, kHong}}});
    auto talking =
        story({{1, arrival()}, {5, SwitchQueued{kRef, "q"}}, {6, SwitchConnected{kRef, kHong}}});
    const auto announced = story({{1, arrival()}});
    two->record.ref = CallRef("call-2");
    two->customer_name = "김민수";
    const auto list = waiting_list({&*one, &*two, &*talking, &*announced});
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].ref, CallRef("call-2"));
    EXPECT_EQ(list[0].ringing_at, kHong);
    EXPECT_EQ(list[0].customer_name, "김민수");
    EXPECT_EQ(list[1].ref, kRef);
    EXPECT_TRUE(list[1].ringing_at.empty());
}

TEST(CallBook, ACallCutByTheEndOfTheHubIsOverAtTheLastKnownMoment) {
    const auto talked = settled(
        *story({{0, arrival()}, {1, SwitchQueued{kRef, "q"}}, {5, SwitchConnected{kRef, kHong}}}));
    EXPECT_EQ(talked.record.result, CallResult::Answered);
    EXPECT_EQ(talked.record.ended_at, kBegin + seconds(5));
    EXPECT_EQ(talked.record.talked, seconds(0));
    const auto rang = settled(*story(
        {{0, arrival()}, {1, SwitchQueued{kRef, "q"}}, {5, SwitchSeatRinging{kRef, kHong}}}));
    EXPECT_EQ(rang.record.result, CallResult::Failed);
    EXPECT_EQ(rang.attempts.at(0).outcome, "cancelled");
}

} // namespace
} // namespace sangdam::hub
