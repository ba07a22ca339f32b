// SPDX-License-Identifier: MIT
//
// What happens at the seats apart from calls, recording by request, and the two questions that can
// be asked of the floor: when to look again, and how it stands.

#include "pbx/practice/stepper.h"

#include <algorithm>
#include <vector>

namespace sangdam::pbx {

using base::Errc;
using core::RecordingOrder;

void Stepper::on(const SeatsChanged& event) {
    const auto before = floor_.seats;
    floor_.seats = replaced(before, event.seats, now_);
    for (auto& [ref, call] : floor_.flows) {
        if (call.stage != Stage::Ringing) continue;
        std::vector<core::AgentId> gone;
        for (const auto& [agent, ring] : call.rings)
            if (agent != kOutsider && !floor_.seats.contains(agent)) gone.push_back(agent);
        for (const auto& agent : gone) ring_stopped(call, agent, "unreachable", Farewell::Plain);
        if (gone.empty() || !call.rings.empty()) continue;
        if (call.transfer)
            transfer_failed(call, "unreachable");
        else
            wait(call);
    }
    for (const auto& [agent, seat] : floor_.seats) {
        const auto old = before.find(agent);
        const bool was = old != before.end() && old->second.reachable;
        if (was != seat.reachable) act(Tell{core::SwitchSeatReachable{agent, seat.reachable}});
    }
}

void Stepper::on(const SeatAvailable& event) {
    auto* seat = find_seat(floor_.seats, event.agent);
    if (seat == nullptr || seat->available == event.available) return;
    seat->available = event.available;
    // Idle counts from "I am ready", not from the last call: a break is no idling.
    if (event.available) seat->idle_since = now_;
}

void Stepper::on(const SeatReachable& event) {
    auto* seat = find_seat(floor_.seats, event.agent);
    if (seat == nullptr || seat->reachable == event.reachable) return;
    seat->reachable = event.reachable;
    act(Tell{core::SwitchSeatReachable{event.agent, event.reachable}});
}

void Stepper::start_recording_if_always(Flow& call) {
    if (call.internal || call.recorded != Recorded::Off) return;
    if (floor_.rules.recording != core::RecordingPolicy::Always) return;
    call.recorded = Recorded::On;
    act(SetRecording{call.ref, RecordingOrder::Start});
}

void Stepper::on(const Record& event) {
    auto* call = flow(event.call);
    const bool talks =
        call != nullptr && (call->stage == Stage::Talking || call->stage == Stage::Held);
    if (!talks || call->internal)
        return reply(event.ticket, Errc::NotFound, "nobody talks in that call");
    if (floor_.rules.recording == core::RecordingPolicy::Never &&
        event.order != RecordingOrder::Stop)
        return reply(event.ticket, Errc::Refused, "the centre does not record");
    const auto [needs, becomes] = [&]() -> std::pair<Recorded, Recorded> {
        switch (event.order) {
        case RecordingOrder::Start: return {Recorded::Off, Recorded::On};
        case RecordingOrder::Pause: return {Recorded::On, Recorded::Paused};
        case RecordingOrder::Resume: return {Recorded::Paused, Recorded::On};
        case RecordingOrder::Stop: break;
        }
        return {call->recorded == Recorded::Off ? Recorded::On : call->recorded, Recorded::Off};
    }();
    if (call->recorded != needs) return reply(event.ticket, Errc::Conflict, "it is so already");
    call->recorded = becomes;
    act(SetRecording{call->ref, event.order});
    act(Reply{event.ticket, base::Done{}});
}

FlowActions step(Floor& floor, const FlowEvent& event, base::TimePoint now) {
    Stepper stepper(floor, now);
    std::visit([&](const auto& each) { stepper.on(each); }, event);
    stepper.ring_free_seats();
    return stepper.take();
}

std::optional<base::TimePoint> next_due(const Floor& floor, base::TimePoint now) {
    std::optional<base::TimePoint> first;
    const auto consider = [&first](std::optional<base::TimePoint> at) {
        if (at) first = first ? std::min(*first, *at) : *at;
    };
    bool waits = false;
    for (const auto& [ref, call] : floor.flows) {
        consider(call.due);
        if (call.stage == Stage::Ringing)
            for (const auto& [agent, ring] : call.rings) consider(ring.due);
        if (call.stage == Stage::Waiting || call.stage == Stage::Ringing)
            consider(call.position_due);
        waits =
            waits || call.stage == Stage::Waiting ||
            (call.stage == Stage::Ringing && floor.rules.strategy == core::RingStrategy::RingAll);
    }
    if (waits) consider(next_rested(floor.seats, now));
    return first;
}

core::SwitchSnapshot snapshot(const Floor& floor) {
    core::SwitchSnapshot all;
    for (const auto& [ref, call] : floor.flows) {
        if (call.internal) continue;
        core::SwitchCall each;
        each.ref = ref;
        each.direction = call.direction;
        each.customer = call.customer;
        each.did = call.did;
        each.queue = call.queue;
        each.now = where(call);
        for (const auto& [agent, ring] : call.rings)
            if (agent != kOutsider) each.seats.push_back(agent);
        if (!call.agent.empty() && call.agent != kOutsider && !call.rings.contains(call.agent))
            each.seats.push_back(call.agent);
        each.held = call.stage == Stage::Held;
        each.recording = call.recorded == Recorded::On;
        all.calls.push_back(std::move(each));
    }
    for (const auto& [agent, seat] : floor.seats)
        if (seat.reachable) all.reachable.push_back(agent);
    return all;
}

} // namespace sangdam::pbx
