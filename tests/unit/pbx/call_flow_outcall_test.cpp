// SPDX-License-Identifier: MIT
//
// The two-leg outgoing call (guide S12): its stages, and each way in which it can fail.

#include "unit/pbx/flow_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const auto C1 = call("c1");
const auto A = agent("A"), B = agent("B");
const PlaceOutcall kAsks{{C1, A, core::PhoneNumber::parse("010-0000-2222"), "025550100"}, 1};

TEST(OutcallFlow, MyPhoneRingsThenTheCustomersAndEachHearsWhatGoesOn) {
    FlowBench bench;
    EXPECT_THAT(bench(kAsks),
                ElementsAre("picked 1 ok", "tell outgoing c1 A 01000002222 025550100 two-leg",
                            "ring A c1"));
    EXPECT_THAT(bench(SeatRings{C1, A}), ElementsAre("tell stage c1 seat_ringing"));
    EXPECT_THAT(bench(SeatAnswered{C1, A}),
                ElementsAre("tell stage c1 seat_answered", "play starting c1 to A",
                            "ring outside 01000002222 c1"));
    EXPECT_THAT(bench(SoundFinished{C1, A}), ElementsAre("play ringback c1 to A"));
    EXPECT_THAT(bench(FarRings{C1}), ElementsAre("tell stage c1 customer_ringing"));
    EXPECT_THAT(bench(FarRings{C1}), IsEmpty());
    EXPECT_THAT(bench(FarAnswered{C1}),
                ElementsAre("tell stage c1 customer_answered", "play who calls c1"));
    EXPECT_THAT(bench(SoundFinished{C1}),
                ElementsAre("bridge c1 A", "tell stage c1 talking", "tell connected c1 A"));
    EXPECT_THAT(bench(FarLeft{C1}),
                ElementsAre("end seat A c1", "tell ended c1 remote_hangup customer"));
}

TEST(OutcallFlow, AskingTwiceIsOneCall) {
    FlowBench bench;
    bench(kAsks);
    EXPECT_THAT(bench(kAsks), ElementsAre("picked 1 ok"));
    auto other = kAsks;
    other.outcall.agent = B;
    EXPECT_THAT(bench(other), ElementsAre("picked 1 conflict"));
}

TEST(OutcallFlow, WhatCannotBeginIsRefusedAtOnce) {
    FlowBench bench;
    bench(SeatReachable{B, false});
    auto asks = kAsks;
    asks.outcall.agent = B;
    EXPECT_THAT(bench(asks), ElementsAre("picked 1 unavailable"));
    asks = kAsks;
    asks.outcall.callee = {};
    EXPECT_THAT(bench(asks), ElementsAre("picked 1 bad input"));
    asks = kAsks;
    asks.outcall.shown.clear();
    EXPECT_THAT(bench(asks), ElementsAre("picked 1 bad input"));
    bench.talk("c9", A);
    EXPECT_THAT(bench(kAsks), ElementsAre("picked 1 conflict"));
}

TEST(OutcallFlow, TheAgentWhoDeclinesIsOfflineOrDoesNotLiftIsToldApart) {
    for (const auto& [status, why] : std::vector<std::pair<int, std::string>>{
             {603, "seat_declined"}, {486, "seat_declined"}, {503, "seat_offline"}}) {
        FlowBench bench;
        bench(kAsks);
        const auto told = bench(SeatLeft{C1, A, status});
        EXPECT_THAT(told, Contains("tell stage c1 ended " + why));
        EXPECT_TRUE(bench.floor.flows.empty());
    }
    FlowBench bench;
    bench(kAsks);
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench.let_pass(15s),
                ElementsAre("end seat A c1 408", "end far c1", "tell stage c1 ended seat_no_answer",
                            "tell ended c1 local_hangup in dialling"));
}

TEST(OutcallFlow, TheCustomersRefusalIsToldByCause) {
    for (const auto& [status, why] :
         std::vector<std::pair<int, std::string>>{{486, "customer_busy rejected"},
                                                  {603, "customer_declined"},
                                                  {404, "unknown_number"},
                                                  {480, "customer_no_answer"},
                                                  {503, "network_trouble"}}) {
        FlowBench bench;
        bench(kAsks);
        bench(SeatAnswered{C1, A});
        EXPECT_THAT(bench(FarLeft{C1, status}),
                    Contains("tell stage c1 ended " + why.substr(0, why.find(' '))));
        EXPECT_TRUE(bench.floor.flows.empty());
        EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
    }
    FlowBench silent;
    silent(kAsks);
    silent(SeatAnswered{C1, A});
    EXPECT_THAT(silent.let_pass(60s), Contains("tell stage c1 ended customer_no_answer"));
}

TEST(OutcallFlow, ACustomerWhoHangsUpDuringTheAnnouncementNeverTalked) {
    FlowBench bench;
    bench(kAsks);
    bench(SeatAnswered{C1, A});
    bench(FarAnswered{C1});
    const auto told = bench(FarLeft{C1});
    EXPECT_THAT(told, Contains("tell stage c1 ended customer_left"));
    EXPECT_THAT(told, Contains("tell ended c1 remote_hangup customer in dialling"));
}

TEST(OutcallFlow, CancellingOrGivingUpEndsBothLegsAtEveryStage) {
    for (int stage = 0; stage < 3; ++stage) {
        for (const bool by_hub : {true, false}) {
            if (stage == 0 && !by_hub) continue; // That is a decline.
            FlowBench bench;
            bench(kAsks);
            if (stage > 0) bench(SeatAnswered{C1, A});
            if (stage > 1) bench(FarAnswered{C1});
            const auto told = by_hub ? bench(HangUp{C1}) : bench(SeatLeft{C1, A});
            EXPECT_THAT(told, Contains("end far c1"));
            EXPECT_THAT(told, Contains(by_hub ? "end seat A c1 487" : "end seat A c1"));
            EXPECT_THAT(told, Contains(std::string("tell stage c1 ended ") +
                                       (by_hub ? "cancelled" : "given_up")));
            EXPECT_TRUE(bench.floor.flows.empty());
            EXPECT_THAT(bench(FarAnswered{C1}), ElementsAre("end far c1")) << "crossed";
        }
    }
}

} // namespace
} // namespace sangdam::pbx
