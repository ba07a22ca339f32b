// SPDX-License-Identifier: MIT
//
// Whatever order of events a network may invent: no seat is lost, no leg is left behind, and what
// is told is a story that the hub can follow.

#include "base/match.h"
#include "fakes/switch_words.h"
#include "unit/pbx/flow_words.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>

namespace sangdam::pbx {
namespace {

using Leg = std::pair<core::CallRef, core::AgentId>; // No agent: the far leg.

// The legs as a network would have them, from what the flow asks for.
struct Network {
    std::set<Leg> legs;

    void carry_out(const FlowAction& action) {
        std::visit(base::Match{[&](const RingSeat& a) {
                                   legs.insert({a.call, a.agent});
                               },
                               [&](const RingOutside& a) {
                                   legs.insert({a.call, a.as});
                               },
                               [&](const RingColleague& a) {
                                   legs.insert({a.call, {}});
                               },
                               [&](const EndSeat& a) {
                                   legs.erase({a.call, a.agent});
                               },
                               [&](const EndFar& a) {
                                   legs.erase({a.call, {}});
                               },
                               [&](const MoveFarLeg& a) {
                                   if (legs.erase({a.from, {}}) == 1) legs.insert({a.to, a.agent});
                               },
                               [](const auto&) {}},
                   action);
    }
    void happen(const FlowEvent& event) {
        std::visit(base::Match{[&](const CustomerCame& e) {
                                   legs.insert({e.call, {}});
                               },
                               [&](const SeatDialled& e) {
                                   legs.insert({e.call, e.agent});
                               },
                               [&](const SeatLeft& e) {
                                   legs.erase({e.call, e.agent});
                               },
                               [&](const FarLeft& e) {
                                   legs.erase({e.call, {}});
                               },
                               [](const auto&) {}},
                   event);
    }
};

class Storm {
public:
    explicit Storm(unsigned seed) : random_(seed), bench(3) {
        bench.floor.rules.strategy =
            seed % 2 == 0 ? core::RingStrategy::RingAll : core::RingStrategy::LongestIdle;
        bench.floor.rules.position_every = std::chrono::seconds(5);
        bench.floor.rules.recording = core::RecordingPolicy::Always;
    }

    int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    core::AgentId someone() {
        return pick(12) == 0 ? kOutsider : agent(std::string(1, static_cast<char>('A' + pick(3))));
    }
    core::CallRef some_call() { return call("c" + std::to_string(std::max(0, fresh_ - pick(8)))); }
    core::CallRef new_call() { return call("c" + std::to_string(++fresh_)); }
    Leg some_leg() { // One that is there, most of the time.
        if (network.legs.empty() || pick(8) == 0) return {some_call(), someone()};
        return *std::next(network.legs.begin(), pick(static_cast<int>(network.legs.size())));
    }
    FlowEvent leg_event() {
        const auto [ref, who] = some_leg();
        if (who.empty()) {
            switch (pick(6)) {
            case 0: return FarRings{ref};
            case 1: return FarAnswered{ref};
            case 2: return FarLeft{ref, pick(2) * 486};
            case 3: return SoundFinished{ref};
            default: return KeyPressed{ref, "1*5"[pick(3)]};
            }
        }
        switch (pick(9)) {
        case 0: return SeatRings{ref, who};
        case 1:
        case 2: return SeatAnswered{ref, who};
        case 3: return SeatLeft{ref, who, pick(2) * 603};
        case 4: return SeatHeld{ref, who, pick(2) == 0};
        case 5: return SoundFinished{ref, who};
        case 6: return SeatTransfers{ref, who, pick(3) == 0 ? "queue" : pick(2) ? "202" : "0211"};
        default: return SeatJoins{ref, who, some_leg().first};
        }
    }
    FlowEvent event() {
        if (bench.floor.flows.size() > 8) return HangUp{bench.floor.flows.begin()->first};
        const auto ticket = static_cast<std::uint64_t>(++tickets_);
        switch (pick(14)) {
        case 0: return CustomerCame{new_call(), {}, "1", pick(5) != 0};
        case 1: return SeatDialled{new_call(), someone(), pick(2) ? "202" : "0211112222", ""};
        case 2: return SeatAvailable{someone(), pick(4) != 0};
        case 3: return SeatReachable{someone(), pick(4) != 0};
        case 4: return PickUp{some_call(), someone(), ticket};
        case 5:
            return PlaceOutcall{
                {new_call(), someone(), core::PhoneNumber::parse("010-0000-1111"), "1"}, ticket};
        case 6: return Record{some_call(), static_cast<core::RecordingOrder>(pick(4)), ticket};
        case 7:
            if (pick(6) == 0) return HangUp{some_call()};
            return Tick{};
        default: return leg_event();
        }
    }
    // Does it, and looks at all that was said and asked for.
    void step_and_check(const FlowEvent& event) {
        network.happen(event);
        bench(event);
        for (const auto& action : bench.last) {
            network.carry_out(action);
            if (const auto* told = std::get_if<Tell>(&action)) hear(told->event);
            if (const auto* order = std::get_if<SetRecording>(&action)) record(*order);
            if (const auto* reply = std::get_if<Reply>(&action)) {
                ASSERT_TRUE(replied_.insert(reply->ticket).second) << "answered twice";
            }
        }
        check_seats();
        for (const auto& [ref, who] : network.legs)
            ASSERT_TRUE(bench.floor.flows.contains(ref)) << "a leg of no call: " << who.value;
        for (const auto& [ref, flow] : bench.floor.flows)
            ASSERT_EQ(recording_.contains(ref), flow.recorded != Recorded::Off);
    }

private:
    void hear(const core::SwitchEvent& event) {
        const auto line = fakes::word(event);
        if (const auto* e = std::get_if<core::SwitchCallArrived>(&event)) alive_.insert(e->ref);
        if (const auto* e = std::get_if<core::SwitchOutgoing>(&event)) alive_.insert(e->ref);
        if (const auto* e = std::get_if<core::SwitchConnected>(&event)) {
            ASSERT_TRUE(alive_.contains(e->ref)) << line;
        }
        if (const auto* e = std::get_if<core::SwitchEnded>(&event)) {
            ASSERT_EQ(alive_.erase(e->ref), 1U) << line;
        }
    }
    void record(const SetRecording& order) {
        if (order.order == core::RecordingOrder::Start) {
            ASSERT_TRUE(recording_.insert(order.call).second);
        }
        if (order.order == core::RecordingOrder::Stop) {
            ASSERT_EQ(recording_.erase(order.call), 1U);
        }
    }
    void check_seats() const {
        for (const auto& [id, each] : bench.floor.seats)
            ASSERT_TRUE(each.busy.empty() || bench.floor.flows.contains(each.busy))
                << "busy with nothing";
        for (const auto& [ref, flow] : bench.floor.flows) {
            const bool alone = flow.stage == Stage::Waiting || flow.stage == Stage::Announcement ||
                               flow.stage == Stage::Goodbye;
            ASSERT_FALSE(alone && (flow.pull || !flow.agent.empty() || !flow.rings.empty()));
            ASSERT_EQ(flow.stage == Stage::Ringing || flow.stage == Stage::CallingSeat,
                      !flow.rings.empty());
            for (const auto& [who, ring] : flow.rings) {
                ASSERT_TRUE(who == kOutsider || bench.floor.seats.at(who).busy == ref)
                    << "rings where another talks";
            }
        }
    }

    std::mt19937 random_;
    int fresh_ = 0;
    int tickets_ = 0;
    std::set<core::CallRef> alive_;
    std::set<core::CallRef> recording_;
    std::set<std::uint64_t> replied_;

public:
    FlowBench bench;
    Network network;
};

class CallFlowStorm : public testing::TestWithParam<unsigned> {};

TEST_P(CallFlowStorm, NoOrderOfEventsLosesASeatOrALegOrTellsNonsense) {
    Storm storm(GetParam());
    for (int round = 0; round < 8'000 && !HasFatalFailure(); ++round) {
        storm.bench.now += std::chrono::milliseconds(storm.pick(3'000));
        storm.step_and_check(storm.event());
    }
    while (!storm.bench.floor.flows.empty() && !HasFatalFailure())
        storm.step_and_check(HangUp{storm.bench.floor.flows.begin()->first});
    EXPECT_TRUE(storm.network.legs.empty()) << "the last call is over and a leg is still up";
    for (const auto& [id, each] : storm.bench.floor.seats) EXPECT_TRUE(each.busy.empty());
}
INSTANTIATE_TEST_SUITE_P(Seeds, CallFlowStorm, testing::Range(20261125U, 20261131U));

} // namespace
} // namespace sangdam::pbx
