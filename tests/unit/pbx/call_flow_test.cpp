// SPDX-License-Identifier: MIT
//
// Customers who call in, and the seats that ring for them.

#include "unit/pbx/flow_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const auto kCaller = core::PhoneNumber::parse("010-0000-1111");
const auto C1 = call("c1");
const auto A = agent("A"), B = agent("B");

TEST(CallFlow, ACustomerIsAnsweredAnnouncedQueuedRungAndConnected) {
    FlowBench bench;
    EXPECT_THAT(
        bench(CustomerCame{C1, kCaller, "15880000"}),
        ElementsAre("answer c1", "tell arrived c1 01000001111 15880000", "play welcome c1"));
    EXPECT_THAT(bench(KeyPressed{C1, '1'}),
                ElementsAre("tell queued c1 Q", "play music c1", "ring A c1"));
    EXPECT_THAT(bench(SeatRings{C1, A}), ElementsAre("tell ringing c1 A"));
    EXPECT_THAT(bench(SeatRings{C1, A}), IsEmpty()) << "180 is often repeated";
    EXPECT_THAT(bench(SeatAnswered{C1, A}), ElementsAre("bridge c1 A", "tell connected c1 A"));
    EXPECT_THAT(bench.let_pass(1h), IsEmpty());
    EXPECT_THAT(bench(SeatLeft{C1, A}), ElementsAre("end far c1", "tell ended c1 local_hangup"));
    EXPECT_TRUE(bench.floor.flows.empty());
    EXPECT_FALSE(next_due(bench.floor, bench.now));
}

TEST(CallFlow, TheCustomerHangsUpFirst) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(SeatAnswered{C1, A});
    EXPECT_THAT(bench(FarLeft{C1}),
                ElementsAre("end seat A c1", "tell ended c1 remote_hangup customer"));
    EXPECT_THAT(bench(SeatLeft{C1, A}), IsEmpty()) << "both hung up at once";
}

TEST(CallFlow, AKeyInterruptsTheAnnouncementAndOnlyOneIsUnderstood) {
    FlowBench bench;
    bench(CustomerCame{C1, kCaller, "15880000"});
    EXPECT_THAT(bench(KeyPressed{C1, '7'}), IsEmpty());
    EXPECT_THAT(bench(KeyPressed{C1, '*'}), ElementsAre("play welcome c1"));
    EXPECT_THAT(bench(KeyPressed{C1, '1'}), Contains("tell queued c1 Q"));
    EXPECT_THAT(bench(KeyPressed{C1, '1'}), IsEmpty());
    EXPECT_THAT(bench(SoundFinished{C1}), IsEmpty()) << "the welcome that was cut off";
}

TEST(CallFlow, WithoutAKeyTheAnnouncementRepeatsTwiceAndThenSaysGoodbye) {
    FlowBench bench;
    bench(CustomerCame{C1, kCaller, "15880000"});
    for (int repeat = 0; repeat < 2; ++repeat) {
        EXPECT_THAT(bench(SoundFinished{C1}), IsEmpty());
        EXPECT_THAT(bench.let_pass(4'999ms), IsEmpty());
        EXPECT_THAT(bench.let_pass(1ms), ElementsAre("play welcome c1"));
    }
    bench(SoundFinished{C1});
    EXPECT_THAT(bench.let_pass(5s), ElementsAre("play goodbye c1"));
    EXPECT_THAT(bench(SoundFinished{C1}),
                ElementsAre("end far c1", "tell ended c1 cancelled in announcement"));
}

TEST(CallFlow, AKeyDuringTheGoodbyeStillCounts) {
    FlowBench bench;
    bench.floor.rules.welcomes = 1;
    bench(CustomerCame{C1, kCaller, "15880000"});
    bench(SoundFinished{C1});
    bench.let_pass(5s);
    EXPECT_THAT(bench(KeyPressed{C1, '1'}), Contains("ring A c1"));
}

TEST(CallFlow, ACustomerMayGiveUpAtEveryStage) {
    {
        FlowBench bench;
        bench(CustomerCame{C1, kCaller, "15880000"});
        EXPECT_THAT(bench(FarLeft{C1}),
                    ElementsAre("tell ended c1 cancelled customer in announcement"));
    }
    {
        FlowBench bench(0);
        bench.waiting_call("c1");
        EXPECT_THAT(bench(FarLeft{C1}), ElementsAre("tell ended c1 cancelled customer in queue"));
    }
    {
        FlowBench bench;
        bench.waiting_call("c1");
        bench(SeatRings{C1, A});
        EXPECT_THAT(bench(FarLeft{C1}), ElementsAre("end seat A c1", "tell stopped c1 A cancelled",
                                                    "tell ended c1 cancelled customer in ringing"));
        EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    }
}

TEST(CallFlow, ASeatThatAnswersACustomerWhoHasJustGoneIsHungUp) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(FarLeft{C1});
    EXPECT_THAT(bench(SeatAnswered{C1, A}), ElementsAre("end seat A c1 elsewhere"));
    EXPECT_TRUE(bench.floor.flows.empty());
}

TEST(CallFlow, TheSeatThatIsIdleLongestRingsFirst) {
    FlowBench bench(3);
    bench.waiting_call("c1");
    bench(SeatAnswered{C1, A});
    bench.after(10s, FarLeft{C1});
    bench.after(10s);
    bench.waiting_call("c2");
    EXPECT_EQ(bench.rings_at("c2"), "B");
    bench.waiting_call("c3");
    EXPECT_EQ(bench.rings_at("c3"), "C");
    bench.waiting_call("c4");
    EXPECT_EQ(bench.rings_at("c4"), "A") << "just off the phone: last";
}

TEST(CallFlow, ADeclineGoesToTheNextSeatAndEachOneIsTriedBeforeAnyIsRungTwice) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench(SeatLeft{C1, A, 603}),
                ElementsAre("end seat A c1", "tell stopped c1 A declined", "ring B c1"));
    bench.now += 6s; // A has rested and is free, but B is to have its chance.
    EXPECT_THAT(bench(SeatLeft{C1, B, 486}),
                ElementsAre("end seat B c1", "tell ringing c1 B", "tell stopped c1 B declined",
                            "ring A c1"));
}

TEST(CallFlow, NoAnswerInTimeTakesTheCallBack) {
    FlowBench bench(1);
    bench.waiting_call("c1");
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench.let_pass(14'999ms), IsEmpty());
    EXPECT_THAT(bench.let_pass(1ms), ElementsAre("end seat A c1", "tell stopped c1 A no_answer 1"));
    EXPECT_THAT(bench.let_pass(4'999ms), IsEmpty()) << "the seat is left alone for a moment";
    EXPECT_THAT(bench.let_pass(1ms), ElementsAre("ring A c1"));
}

TEST(CallFlow, AnUnreachableSeatIsPassedOver) {
    FlowBench bench;
    bench.waiting_call("c1");
    EXPECT_THAT(bench(SeatLeft{C1, A, 408}),
                ElementsAre("end seat A c1", "tell ringing c1 A", "tell stopped c1 A unreachable",
                            "ring B c1"));
    EXPECT_THAT(bench(SeatLeft{C1, B, 503}), Contains("tell stopped c1 B unreachable"));
}

TEST(CallFlow, ACallThatCameBackKeepsItsPlaceInTheQueue) {
    FlowBench bench(1);
    bench.waiting_call("c1");
    bench.now += 1s;
    bench.waiting_call("c2");
    bench(SeatLeft{C1, A, 603});
    EXPECT_THAT(bench.let_pass(5s), ElementsAre("ring A c1"));
}

TEST(CallFlow, WhoWaitsLongestIsServedWhenASeatBecomesFree) {
    FlowBench bench(1);
    bench.all_unavailable();
    for (const char* ref : {"c3", "c1", "c2"}) {
        bench.waiting_call(ref);
        bench.now += 1s;
    }
    EXPECT_THAT(bench(SeatAvailable{A, true}), ElementsAre("ring A c3"));
    EXPECT_THAT(bench(SeatAvailable{A, true}), IsEmpty());
    bench(SeatAnswered{call("c3"), A});
    bench(SeatLeft{call("c3"), A});
    EXPECT_THAT(bench.let_pass(1s), ElementsAre("ring A c1"));
}

TEST(CallFlow, AfterACallTheHubHasAMomentToSayWrapUp) {
    FlowBench bench(1);
    bench.waiting_call("c1");
    bench.waiting_call("c2");
    bench(SeatAnswered{C1, A});
    EXPECT_THAT(bench(FarLeft{C1}), Not(Contains("ring A c2")));
    bench.after(100ms, SeatAvailable{A, false});
    EXPECT_THAT(bench.let_pass(1min), IsEmpty());
    EXPECT_THAT(bench(SeatAvailable{A, true}), ElementsAre("ring A c2"));
}

TEST(CallFlow, ASeatWithoutAPhoneOrAwayIsNotRung) {
    FlowBench bench;
    EXPECT_THAT(bench(SeatReachable{A, false}), ElementsAre("tell reachable A no"));
    bench(SeatAvailable{B, false});
    bench.waiting_call("c1");
    EXPECT_THAT(bench.let_pass(1min), IsEmpty());
    EXPECT_THAT(bench(SeatReachable{A, true}), ElementsAre("tell reachable A yes", "ring A c1"));
    EXPECT_THAT(bench(SeatReachable{A, true}), IsEmpty());
}

TEST(CallFlow, TwoCustomersNeverShareASeat) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench.waiting_call("c2");
    bench.waiting_call("c3");
    EXPECT_EQ(bench.rings_at("c1"), "A");
    EXPECT_EQ(bench.rings_at("c2"), "B");
    EXPECT_EQ(bench.floor.flows.at(call("c3")).stage, Stage::Waiting);
}

TEST(CallFlow, HoldPlaysMusicAndResumeBridgesAgain) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(SeatAnswered{C1, A});
    EXPECT_THAT(bench(SeatHeld{C1, A, true}), ElementsAre("play music c1", "tell held c1 A"));
    EXPECT_THAT(bench(SeatHeld{C1, A, true}), IsEmpty());
    EXPECT_THAT(bench(SeatHeld{C1, A, false}), ElementsAre("bridge c1 A", "tell resumed c1 A"));
    bench(SeatHeld{C1, A, true});
    EXPECT_THAT(bench(FarLeft{C1}), Contains("tell ended c1 remote_hangup customer"));
}

TEST(CallFlow, TheHubHangsUpAtAnyStage) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench(HangUp{C1}),
                ElementsAre("end seat A c1", "tell stopped c1 A cancelled", "end far c1",
                            "tell ended c1 local_hangup in ringing"));
    bench.waiting_call("c2");
    bench(SeatAnswered{call("c2"), A});
    EXPECT_THAT(bench(HangUp{call("c2")}),
                ElementsAre("end seat A c2 480", "end far c2", "tell ended c2 local_hangup"));
    EXPECT_THAT(bench(HangUp{call("c2")}), IsEmpty());
}

TEST(PickUpFlow, AWaitingCallIsPulledToASeatThatIsAway) {
    FlowBench bench;
    bench.all_unavailable();
    bench.waiting_call("c1");
    EXPECT_THAT(bench(PickUp{C1, B, 7}), ElementsAre("ring B c1"));
    EXPECT_THAT(bench(SeatAnswered{C1, B}),
                ElementsAre("tell ringing c1 B", "bridge c1 B", "tell connected c1 B pulled",
                            "picked 7 ok"));
}

TEST(PickUpFlow, ARingingCallIsPulledAwayAndItsSeatIsToldThatAColleagueHasIt) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench(PickUp{C1, B, 7}),
                ElementsAre("end seat A c1 elsewhere", "tell stopped c1 A cancelled", "ring B c1"));
    EXPECT_THAT(bench(SeatAnswered{C1, A}), ElementsAre("end seat A c1 elsewhere"))
        << "A answered in the moment of the pull";
    EXPECT_THAT(bench(SeatLeft{C1, A, 487}), IsEmpty());
    EXPECT_THAT(bench(SeatAnswered{C1, B}), Contains("tell connected c1 B pulled"));
}

TEST(PickUpFlow, PullingWhatRingsAtOnesOwnSeatJustMarksIt) {
    FlowBench bench;
    bench.waiting_call("c1");
    EXPECT_THAT(bench(PickUp{C1, A, 7}), IsEmpty());
    EXPECT_THAT(bench(SeatAnswered{C1, A}), Contains("picked 7 ok"));
}

TEST(PickUpFlow, AFailedPullPutsTheCustomerBackAndSaysWhy) {
    const auto pulled = [](FlowBench& bench) {
        bench.all_unavailable();
        bench.waiting_call("c1");
        bench(PickUp{C1, B, 7});
    };
    FlowBench declined, silent, unreachable, gone, hung_up;
    pulled(declined);
    EXPECT_THAT(declined(SeatLeft{C1, B, 603}), Contains("picked 7 refused"));
    EXPECT_EQ(declined.floor.flows.at(C1).stage, Stage::Waiting);
    pulled(silent);
    silent(SeatRings{C1, B});
    EXPECT_THAT(silent.let_pass(15s), Contains("picked 7 timed out"));
    pulled(unreachable);
    EXPECT_THAT(unreachable(SeatLeft{C1, B, 503}), Contains("picked 7 unavailable"));
    pulled(gone);
    EXPECT_THAT(gone(FarLeft{C1}), Contains("picked 7 not found"));
    pulled(hung_up);
    EXPECT_THAT(hung_up(HangUp{C1}), Contains("picked 7 not found"));
}

TEST(PickUpFlow, WhatCannotBePulledIsRefusedAtOnce) {
    FlowBench bench(3);
    bench(SeatReachable{agent("C"), false});
    EXPECT_THAT(bench(PickUp{C1, B, 1}), ElementsAre("picked 1 not found"));
    bench(CustomerCame{C1, kCaller, "15880000"});
    EXPECT_THAT(bench(PickUp{C1, B, 2}), ElementsAre("picked 2 not found"));
    bench(KeyPressed{C1, '1'});
    EXPECT_THAT(bench(PickUp{C1, agent("C"), 3}), ElementsAre("picked 3 unavailable"));
    EXPECT_THAT(bench(PickUp{C1, agent("nobody"), 4}), ElementsAre("picked 4 unavailable"));
    bench(SeatAnswered{C1, A});
    EXPECT_THAT(bench(PickUp{C1, B, 5}), ElementsAre("picked 5 conflict"));
    bench.waiting_call("c2");
    bench(SeatAnswered{call("c2"), B});
    bench(SeatReachable{agent("C"), true});
    bench.waiting_call("c3");
    EXPECT_THAT(bench(PickUp{call("c3"), A, 6}), ElementsAre("picked 6 conflict"));
}

TEST(PickUpFlow, TwoPullsOfOneCallEndWithOneWinner) {
    FlowBench bench(3);
    bench.all_unavailable();
    bench.waiting_call("c1");
    bench(PickUp{C1, A, 1});
    EXPECT_THAT(bench(PickUp{C1, B, 2}),
                ElementsAre("picked 1 conflict", "end seat A c1 elsewhere", "tell ringing c1 A",
                            "tell stopped c1 A cancelled", "ring B c1"));
    EXPECT_THAT(bench(SeatAnswered{C1, B}), Contains("picked 2 ok"));
}

TEST(SeatList, AChangedListKeepsWhoStayedAndTellsWhoCameInReach) {
    FlowBench bench;
    bench.waiting_call("c1");
    EXPECT_THAT(bench(SeatsChanged{{{seat("B", "202"), true}, {seat("C", "203"), true}}}),
                ElementsAre("end seat A c1", "tell ringing c1 A", "tell stopped c1 A unreachable",
                            "tell reachable C yes", "ring B c1"));
    EXPECT_TRUE(bench.floor.seats.at(B).available);
    EXPECT_FALSE(bench.floor.seats.at(agent("C")).available);
    EXPECT_THAT(bench(SeatAvailable{A, true}), IsEmpty());
}

} // namespace
} // namespace sangdam::pbx
