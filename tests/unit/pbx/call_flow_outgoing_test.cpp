// SPDX-License-Identifier: MIT
//
// Seats that dial, and whatever order of events a network may invent.

#include "unit/pbx/flow_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <sstream>

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
    EXPECT_THAT(bench(SeatHeld{C1, A, true}), ElementsAre("play music c1"));
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
                                "tell ended c1 " + cause + " customer"));
        EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    }
}

TEST(OutgoingFlow, TheAgentGivesUpWhileItRings) {
    FlowBench bench;
    bench(kDials);
    EXPECT_THAT(bench(SeatLeft{C1, A, 487}),
                ElementsAre("end far c1", "tell ended c1 local_hangup"));
    EXPECT_THAT(bench(FarAnswered{C1}), ElementsAre("end far c1")) << "answered too late";
}

TEST(OutgoingFlow, NobodyAnswersForAMinute) {
    FlowBench bench;
    bench(kDials);
    EXPECT_THAT(bench.let_pass(60s),
                ElementsAre("end far c1", "end seat A c1 408", "tell ended c1 no_answer"));
}

TEST(OutgoingFlow, WithoutATrunkThereIsNobodyOutside) {
    FlowBench bench;
    bench.floor.rules.has_trunk = false;
    EXPECT_THAT(bench(kDials), ElementsAre("tell outgoing c1 A 01000002222 15880000",
                                           "end seat A c1 404", "tell ended c1 not_found"));
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

// Any events in any order: the floor stays consistent, and what is told is a story that the hub can
// follow.
TEST(CallFlowStorm, NoOrderOfEventsLosesASeatOrTellsNonsense) {
    std::mt19937 random(20261123);
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    FlowBench bench(3);
    std::multiset<std::string> alive;
    int fresh = 0;
    for (int round = 0; round < 30'000; ++round) {
        const auto ref = call("c" + std::to_string(std::max(0, fresh - pick(6))));
        const auto who = agent(std::string(1, static_cast<char>('A' + pick(3))));
        const std::vector<FlowEvent> all{CustomerCame{call("c" + std::to_string(++fresh)), {}, "1"},
                                         KeyPressed{ref, "1*5"[pick(3)]},
                                         SoundFinished{ref},
                                         FarRings{ref},
                                         FarAnswered{ref},
                                         FarLeft{ref, pick(2) * 486},
                                         SeatRings{ref, who},
                                         SeatAnswered{ref, who},
                                         SeatLeft{ref, who, pick(2) * 603},
                                         SeatHeld{ref, who, pick(2) == 0},
                                         SeatDialled{call("c" + std::to_string(++fresh)), who,
                                                     pick(2) ? "202" : "0211112222", ""},
                                         SeatAvailable{who, pick(4) != 0},
                                         SeatReachable{who, pick(4) != 0},
                                         PickUp{ref, who, static_cast<std::uint64_t>(round)},
                                         HangUp{ref},
                                         Tick{}};
        bench.now += std::chrono::milliseconds(pick(3'000));
        const bool crowded = bench.floor.flows.size() > 8;
        const auto& event = crowded ? FlowEvent(HangUp{bench.floor.flows.begin()->first})
                                    : all[static_cast<std::size_t>(pick(16))];
        for (const auto& word : bench(event)) {
            std::istringstream parts(word);
            std::string verb, what, told;
            parts >> verb >> what >> told;
            if (what == "arrived" || what == "outgoing") alive.insert(told);
            if (what != "ended") continue;
            ASSERT_EQ(alive.erase(told), 1u) << word;
        }
        std::map<core::CallRef, int> used;
        for (const auto& [id, each] : bench.floor.seats) {
            if (each.busy.empty()) continue;
            ASSERT_TRUE(bench.floor.flows.contains(each.busy)) << "a seat is busy with nothing";
            ++used[each.busy];
        }
        for (const auto& [flow_ref, flow] : bench.floor.flows) {
            const bool holds_seat = !flow.agent.empty();
            const bool waits = flow.stage == Stage::Waiting || flow.stage == Stage::Announcement ||
                               flow.stage == Stage::Goodbye;
            ASSERT_NE(holds_seat, waits);
            ASSERT_EQ(used[flow_ref], waits ? 0 : flow.internal ? 2 : 1);
            ASSERT_FALSE(waits && flow.pull);
        }
    }
    EXPECT_GT(fresh, 1000);
}

} // namespace
} // namespace sangdam::pbx
