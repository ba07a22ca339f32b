// SPDX-License-Identifier: MIT
//
// Seats ring for who waits: the one that is idle longest or all of them; take-back and the next
// seat; pick-up by pull; the moment when two talk.

#include "pbx/practice/stepper.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace sangdam::pbx {

using base::Errc;

void Stepper::ring_free_seats() {
    const bool all = floor_.rules.strategy == core::RingStrategy::RingAll;
    std::vector<Flow*> waiting;
    for (auto& [ref, each] : floor_.flows) {
        const bool may_join = all && each.stage == Stage::Ringing && !each.pull && !each.transfer;
        if (each.stage == Stage::Waiting || may_join) waiting.push_back(&each);
    }
    std::sort(waiting.begin(), waiting.end(), [](const Flow* a, const Flow* b) {
        return std::tie(a->queued_at, a->ref) < std::tie(b->queued_at, b->ref);
    });
    for (auto* call : waiting) {
        auto agent = next_seat(floor_.seats, call->tried, now_);
        if (!agent) return;
        ring(*call, *agent);
        while (all && (agent = next_seat(floor_.seats, call->tried, now_))) ring(*call, *agent);
    }
}

void Stepper::ring(Flow& call, const core::AgentId& agent) {
    call.stage = Stage::Ringing;
    call.rings[agent] = {now_ + floor_.rules.seat_patience, false};
    occupy(floor_.seats, agent, call.ref);
    act(RingSeat{call.ref, agent});
}

// One seat rings no longer.
void Stepper::ring_stopped(Flow& call, const core::AgentId& agent, const std::string& outcome,
                           Farewell farewell) {
    const auto ring = call.rings.extract(agent);
    act(EndSeat{call.ref, agent, 0, farewell});
    const bool missed = outcome != "cancelled";
    if (outcome == "no_answer") ++call.taken_back;
    if (agent != kOutsider) {
        if (!ring.mapped().told) tell(call, core::SwitchSeatRinging{call.ref, agent});
        tell(call, core::SwitchSeatStopped{call.ref, agent, outcome, call.taken_back});
    }
    release(floor_.seats, agent, call.ref, now_,
            missed ? kRestAfterMiss : std::chrono::milliseconds{0});
    if (missed) call.tried.insert(agent);
    if (missed && call.pull && call.puller == agent) { // Otherwise the caller knows better why.
        act(Reply{*call.pull, refusal_of(outcome)});
        call.pull.reset();
    }
}

void Stepper::stop_rings(Flow& call, const std::string& outcome, Farewell farewell) {
    while (!call.rings.empty()) {
        const auto agent = call.rings.begin()->first; // A copy: it goes.
        ring_stopped(call, agent, outcome, farewell);
    }
}

void Stepper::on(const SeatRings& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage == Stage::CallingSeat && call->agent == event.agent) {
        if (std::exchange(call->rings[event.agent].told, true)) return;
        tell(*call,
             core::SwitchOutcallStage{call->ref, call->agent, core::OutcallStage::SeatRinging});
        return;
    }
    const auto ring = call->rings.find(event.agent);
    if (ring == call->rings.end() || std::exchange(ring->second.told, true)) return;
    if (event.agent != kOutsider) tell(*call, core::SwitchSeatRinging{call->ref, event.agent});
}

void Stepper::on(const SeatAnswered& event) {
    auto* call = flow(event.call);
    if (call == nullptr || !call->rings.contains(event.agent)) {
        // Its CANCEL and this answer crossed on the wire, or the customer has just gone.
        act(EndSeat{event.call, event.agent, 0, Farewell::Elsewhere});
        return;
    }
    if (call->stage == Stage::CallingSeat) return outcall_seat_lifted(*call);
    const auto ring = call->rings.extract(event.agent);
    stop_rings(*call, "cancelled", Farewell::Elsewhere);
    if (!ring.mapped().told && event.agent != kOutsider)
        tell(*call, core::SwitchSeatRinging{call->ref, event.agent});
    if (call->transfer) transfer_arrived(*call, event.agent);
    connect(*call, event.agent);
}

void Stepper::connect(Flow& call, const core::AgentId& agent) {
    call.stage = Stage::Talking;
    call.agent = agent;
    call.due.reset();
    call.position_due.reset();
    act(Bridge{call.ref, agent});
    if (call.two_leg)
        tell(call, core::SwitchOutcallStage{call.ref, agent, core::OutcallStage::Talking});
    if (agent != kOutsider)
        tell(call, core::SwitchConnected{call.ref, agent, call.pull.has_value()});
    if (call.pull) act(Reply{*call.pull, base::Done{}});
    call.pull.reset();
    start_recording_if_always(call);
}

void Stepper::on(const SeatHeld& event) {
    auto* call = flow_at(event.call, event.agent);
    if (call == nullptr) return;
    if (event.on && call->stage == Stage::Talking) {
        call->stage = Stage::Held;
        act(Play{call->ref, Sound::Music});
    } else if (!event.on && call->stage == Stage::Held) {
        call->stage = Stage::Talking;
        act(Bridge{call->ref, call->agent});
    } else {
        return;
    }
    tell(*call, core::SwitchHeld{call->ref, event.agent, event.on});
}

void Stepper::on(const PickUp& event) {
    auto* call = flow(event.call);
    const auto* seat = find_seat(floor_.seats, event.agent);
    const auto fail = [&](Errc code, const char* what) { reply(event.ticket, code, what); };
    if (call == nullptr) return fail(Errc::NotFound, "the customer has gone");
    if (call->stage == Stage::Announcement || call->stage == Stage::Goodbye)
        return fail(Errc::NotFound, "the customer has not asked for an agent");
    if (call->stage != Stage::Waiting && call->stage != Stage::Ringing)
        return fail(Errc::Conflict, "somebody talks with the customer already");
    if (call->transfer)
        return fail(Errc::Conflict, "a colleague is passing the customer on just now");
    if (seat == nullptr || !seat->reachable)
        return fail(Errc::Unavailable, "the seat's phone is not registered");
    if (!seat->busy.empty() && seat->busy != call->ref)
        return fail(Errc::Conflict, "the seat has another call");

    if (call->pull)
        reply(*call->pull, Errc::Conflict,
              call->puller == event.agent ? "asked again" : "a colleague took it");
    call->pull.reset();
    const bool rings_here = call->rings.contains(event.agent);
    std::vector<core::AgentId> others;
    for (const auto& [agent, ring] : call->rings)
        if (agent != event.agent) others.push_back(agent);
    for (const auto& agent : others) ring_stopped(*call, agent, "cancelled", Farewell::Elsewhere);
    if (!rings_here) ring(*call, event.agent);
    call->pull = event.ticket;
    call->puller = event.agent;
}

} // namespace sangdam::pbx
