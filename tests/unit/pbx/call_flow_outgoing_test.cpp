// SPDX-License-Identifier: MIT
//
// Seats that dial.

#include "unit/pbx/flow_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const auto C1 = call("c1");
const auto A = agent("A"), B = agent("B");
const SeatDialled kDials{C1, A, "010-0000-2222", "15880000"};

TEST(OutgoingFlow, ANumberIsRungOutsideAndConnectedOnAnswer) {
    FlowBench bench;
    EXPECT_THAT(bench(kDials), ElementsAre("tell outgoing c1 A 01000002222 15880000",
                                           "ring outside 010-0000-2222 c1"));
    EXPECT_THAT(bench(FarRings{C1}), ElementsAre("it rings A"));
    EXPECT_THAT(bench(FarAnswered{C1}),
                ElementsAre("answer dialler A", "bridge c1 A", "tell connected c1 A"));
    EXPECT_THAT(bench(FarRings{C1}), IsEmpty());
    EXPECT_THAT(bench(SeatHeld{C1, A, true}), ElementsAre("play music c1", "tell held c1 A"));
    EXPECT_THAT(bench(FarLeft{C1}),
                ElementsAre("end seat A c1", "tell ended c1 remote_hangup customer"));
}

TEST(OutgoingFlow, EachRefusalReachesTheAgentWithItsReason) {
    const std::vector<std::pair<int, std::string>> refusals{
        {486, "busy"},        {603, "rejected"}, {404, "not_found"}, {480, "unreachable"},
        {503, "unreachable"}, {403, "refused"},  {408, "no_answer"}, {488, "failed"}};
    for (const auto& [status, cause] : refusals) {
        FlowBench bench;
        bench(kDials);
        EXPECT_THAT(bench(FarLeft{C1, status}),
                    ElementsAre("end seat A c1 " + std::to_string(status),
                                "tell ended c1 " + cause + " customer in dialling"));
        EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    }
}

TEST(OutgoingFlow, TheAgentGivesUpWhileItRings) {
    FlowBench bench;
    bench(kDials);
    EXPECT_THAT(bench(SeatLeft{C1, A, 487}),
                ElementsAre("end far c1", "tell ended c1 local_hangup in dialling"));
    EXPECT_THAT(bench(FarAnswered{C1}), ElementsAre("end far c1")) << "answered too late";
}

TEST(OutgoingFlow, NobodyAnswersForAMinute) {
    FlowBench bench;
    bench(kDials);
    EXPECT_THAT(bench.let_pass(60s), ElementsAre("end far c1", "end seat A c1 408",
                                                 "tell ended c1 no_answer in dialling"));
}

TEST(OutgoingFlow, WithoutATrunkThereIsNobodyOutside) {
    FlowBench bench;
    bench.floor.rules.has_trunk = false;
    EXPECT_THAT(bench(kDials),
                ElementsAre("tell outgoing c1 A 01000002222 15880000", "end seat A c1 404",
                            "tell ended c1 not_found in dialling"));
}

TEST(OutgoingFlow, WhoDialsIsNotRung) {
    FlowBench bench(1);
    bench(kDials);
    bench.waiting_call("c2");
    EXPECT_EQ(bench.floor.flows.at(call("c2")).stage, Stage::Waiting);
    EXPECT_THAT(bench(SeatDialled{call("c3"), A, "010-0000-3333", ""}),
                ElementsAre("end seat A c3 486"))
        << "and cannot dial twice";
    EXPECT_THAT(bench(SeatDialled{call("c4"), agent("X"), "1", ""}),
                ElementsAre("end seat X c4 403"));
}

TEST(OutgoingFlow, AColleagueIsReachedByExtensionAndNobodyElseIsTold) {
    FlowBench bench;
    EXPECT_THAT(bench(SeatDialled{C1, A, "202", ""}), ElementsAre("ring colleague B c1"));
    EXPECT_EQ(bench.floor.seats.at(B).busy, C1);
    EXPECT_THAT(bench(FarAnswered{C1}), ElementsAre("answer dialler A", "bridge c1 A"));
    EXPECT_THAT(bench(FarLeft{C1}), ElementsAre("end seat A c1"));
    EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    EXPECT_TRUE(bench.floor.seats.at(B).busy.empty());
}

TEST(OutgoingFlow, AColleagueWhoIsBusyAwayOrOneselfIsNotRung) {
    FlowBench bench;
    EXPECT_THAT(bench(SeatDialled{C1, A, "201", ""}), ElementsAre("end seat A c1 486"));
    bench(SeatReachable{B, false});
    EXPECT_THAT(bench(SeatDialled{C1, A, "202", ""}), ElementsAre("end seat A c1 480"));
    bench(SeatReachable{B, true});
    bench(SeatDialled{call("c2"), B, "010-0000-3333", ""});
    EXPECT_THAT(bench(SeatDialled{C1, A, "202", ""}), ElementsAre("end seat A c1 486"));
}

} // namespace
} // namespace sangdam::pbx
