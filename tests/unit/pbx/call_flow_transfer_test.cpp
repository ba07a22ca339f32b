// SPDX-License-Identifier: MIT
//
// Passing a customer on, and the way back when nobody takes it.

#include "unit/pbx/flow_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const auto C1 = call("c1"), K1 = call("k1");
const auto A = agent("A"), B = agent("B");

TEST(TransferFlow, BlindTheCustomerHearsMusicUntilTheTargetAnswers) {
    FlowBench bench;
    bench.talk("c1", A);
    EXPECT_THAT(bench(SeatTransfers{C1, A, "202"}),
                ElementsAre("tell transferring c1 A blind B", "transferor A 100", "play music c1",
                            "ring B c1"));
    EXPECT_THAT(bench(SeatAnswered{C1, B}),
                ElementsAre("tell ringing c1 B", "transferor A 200", "end seat A c1",
                            "tell transferred c1 A B", "bridge c1 B", "tell connected c1 B"));
    EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    EXPECT_THAT(bench(SeatLeft{C1, B}), ElementsAre("end far c1", "tell ended c1 local_hangup"));
}

TEST(TransferFlow, WhenTheTargetDeclinesAnAgentWhoStayedHasTheCustomerBackAtOnce) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatTransfers{C1, A, "202"});
    EXPECT_THAT(bench(SeatLeft{C1, B, 603}),
                ElementsAre("end seat B c1", "tell ringing c1 B", "tell stopped c1 B declined",
                            "tell transfer failed c1 A declined", "transferor A 603", "bridge c1 A",
                            "tell connected c1 A"));
}

TEST(TransferFlow, AnAgentWhoHasHungUpIsRungAgainAndThenTheQueueHasTheCustomer) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatTransfers{C1, A, "202"});
    EXPECT_THAT(bench(SeatLeft{C1, A}), IsEmpty());
    bench(SeatRings{C1, B});
    EXPECT_THAT(bench.let_pass(15s),
                ElementsAre("end seat B c1", "tell stopped c1 B no_answer 1",
                            "tell transfer failed c1 A no_answer", "ring A c1"));
    const auto told = bench(SeatLeft{C1, A, 486});
    EXPECT_THAT(told, Contains("tell queued c1 Q returned"));
    EXPECT_THAT(told, Contains("play music c1"));
}

TEST(TransferFlow, ATargetThatCannotTakeItChangesNothing) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatReachable{B, false});
    EXPECT_THAT(bench(SeatTransfers{C1, A, "202"}), ElementsAre("transferor A 480"));
    bench.floor.rules.has_trunk = false;
    EXPECT_THAT(bench(SeatTransfers{C1, A, "010-0000-3333"}), ElementsAre("transferor A 404"));
    EXPECT_EQ(bench.floor.flows.at(C1).stage, Stage::Talking);
}

TEST(TransferFlow, ToANumberOutsideAndBackToTheQueue) {
    FlowBench bench;
    bench.talk("c1", A);
    EXPECT_THAT(bench(SeatTransfers{C1, A, "010-0000-3333"}),
                Contains("ring outside 01000003333 c1 as outside"));
    EXPECT_THAT(bench(SeatAnswered{C1, kOutsider}),
                ElementsAre("transferor A 200", "end seat A c1",
                            "tell transferred c1 A outside 01000003333", "bridge c1 outside"));
    bench(SeatLeft{C1, kOutsider});
    bench.after(1s); // A has rested.
    bench.talk("c2", A);
    bench.all_unavailable();
    EXPECT_THAT(bench(SeatTransfers{call("c2"), A, "queue"}),
                ElementsAre("tell transferring c2 A blind queue Q", "transferor A 200",
                            "end seat A c2", "tell transferred c2 A queue Q",
                            "tell queued c2 Q returned", "play music c2"));
}

TEST(TransferFlow, AttendedTheAgentAsksFirstAndThenTheTwoAreJoined) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatHeld{C1, A, true});
    EXPECT_THAT(bench(SeatDialled{K1, A, "202", ""}), ElementsAre("ring colleague B k1"));
    bench(FarAnswered{K1});
    EXPECT_THAT(bench(SeatJoins{C1, A, K1}),
                ElementsAre("transferor A 200", "tell transferring c1 A attended B",
                            "end seat A c1", "end seat A k1", "move k1 to c1 B",
                            "tell transferred c1 A B", "bridge c1 B", "tell connected c1 B"));
    EXPECT_FALSE(bench.floor.flows.contains(K1));
    EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    EXPECT_EQ(bench.floor.seats.at(B).busy, C1);
}

TEST(TransferFlow, TheReferMayGoAlongTheCallToTheColleague) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatDialled{K1, A, "202", ""});
    bench(FarAnswered{K1});
    EXPECT_THAT(bench(SeatJoins{K1, A, C1}), Contains("tell connected c1 B"));
}

TEST(TransferFlow, JoiningWhileTheColleagueStillRingsHasAWayBackToo) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatDialled{K1, A, "202", ""});
    EXPECT_THAT(bench(SeatJoins{C1, A, K1}), Contains("play music c1"));
    EXPECT_EQ(bench.rings_at("c1"), "B");
    bench.after(1s);
    const auto told = bench(SeatLeft{C1, B, 603});
    EXPECT_THAT(told, Contains("tell transfer failed c1 A declined"));
    EXPECT_THAT(told, Contains("ring A c1"));
}

TEST(TransferFlow, WhileTheAgentAsksTheCustomerMayLeaveAndTheTalkGoesOn) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatDialled{K1, A, "202", ""});
    bench(FarAnswered{K1});
    EXPECT_THAT(bench(FarLeft{C1}), Contains("end seat A c1"));
    EXPECT_EQ(bench.floor.seats.at(A).busy, K1) << "not to be rung while it talks";
    EXPECT_THAT(bench(SeatJoins{C1, A, K1}), ElementsAre("transferor A 481"));
}

TEST(TransferFlow, ACustomerWhoLeavesOnTheWayEndsEverything) {
    FlowBench bench;
    bench.talk("c1", A);
    bench(SeatTransfers{C1, A, "202"});
    EXPECT_THAT(bench(FarLeft{C1}),
                ElementsAre("end seat B c1", "tell ringing c1 B", "tell stopped c1 B cancelled",
                            "end seat A c1", "tell ended c1 remote_hangup customer in ringing"));
    EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    EXPECT_TRUE(bench.floor.seats.at(B).busy.empty());
}

} // namespace
} // namespace sangdam::pbx
