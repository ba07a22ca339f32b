// SPDX-License-Identifier: MIT
//
// Passing a customer on (RFC 5589): blind – the customer waits for the target with music; attended
// – the agent has asked a colleague before and the two are joined. A customer is never lost by it:
// when the target does not take the call it goes back to the agent, and from there to the queue.

#include "pbx/practice/stepper.h"

namespace sangdam::pbx {
namespace {

constexpr const char* kQueueName = "queue"; // REFER to this user: back to the waiting room.

int status_of(const std::string& outcome) {
    if (outcome == "declined") return 603;
    if (outcome == "no_answer") return 408;
    if (outcome == "not_found") return 404;
    return 480;
}

} // namespace

bool Stepper::resolve(Flow& call, const std::string& target, core::TransferTarget& to,
                      int& refusal) {
    if (target == kQueueName) {
        to.queue = call.queue.empty() ? floor_.rules.queue : call.queue;
        return true;
    }
    if (const auto* seat = seat_of_extension(floor_.seats, target)) {
        to.agent = seat->seat.agent;
        refusal = !seat->reachable ? 480 : !seat->busy.empty() ? 486 : 0;
        return refusal == 0;
    }
    to.outside = core::PhoneNumber::parse(target);
    refusal = floor_.rules.has_trunk && !to.outside.hidden() ? 0 : 404;
    return refusal == 0;
}

void Stepper::on(const SeatTransfers& event) {
    auto* call = flow_at(event.call, event.agent);
    const bool talks =
        call != nullptr && (call->stage == Stage::Talking || call->stage == Stage::Held);
    if (!talks || call->internal) {
        act(TellTransferor{event.call, event.agent, 481});
        return;
    }
    core::TransferTarget to;
    int refusal = 0;
    if (!resolve(*call, event.target, to, refusal)) { // Nothing has changed for the customer.
        act(TellTransferor{event.call, event.agent, refusal});
        return;
    }
    begin_transfer(*call, to, core::TransferKind::Blind);
}

void Stepper::begin_transfer(Flow& call, const core::TransferTarget& to, core::TransferKind kind) {
    const auto from = call.agent;
    tell(call, core::SwitchTransferring{call.ref, from, kind, to});
    call.transfer = Transfer{from, kind, to, true, call.stage == Stage::Held, false};
    call.agent = {};
    call.tried.clear();
    if (!to.queue.empty()) {
        transfer_arrived(call, {});
        return back_to_queue(call);
    }
    act(TellTransferor{call.ref, from, 100});
    act(Play{call.ref, Sound::Music});
    if (!to.agent.empty()) return ring(call, to.agent);
    call.stage = Stage::Ringing;
    call.rings[kOutsider] = {now_ + floor_.rules.far_patience, true};
    act(RingOutside{call.ref, to.outside.key(), kOutsider});
}

// The target has the customer: who passed it on is free.
void Stepper::transfer_arrived(Flow& call, const core::AgentId& at) {
    const auto transfer = *std::exchange(call.transfer, std::nullopt);
    if (transfer.returning) return; // It was the way back that arrived.
    if (transfer.from_stays) {
        act(TellTransferor{call.ref, transfer.from, 200});
        act(EndSeat{call.ref, transfer.from});
    }
    if (at != transfer.from) release(floor_.seats, transfer.from, call.ref, now_, kRestAfterTalk);
    tell(call, core::SwitchTransferred{call.ref, transfer.from, transfer.to});
}

void Stepper::transfer_failed(Flow& call, const std::string& outcome) {
    auto& transfer = *call.transfer;
    const auto from = transfer.from;
    if (transfer.returning) { // Nobody at the seat it came from, either.
        call.transfer.reset();
        return back_to_queue(call);
    }
    tell(call, core::SwitchTransferFailed{call.ref, from, outcome});
    if (transfer.from_stays) { // Its line was never taken away.
        act(TellTransferor{call.ref, from, status_of(outcome)});
        const bool was_held = transfer.was_held;
        call.transfer.reset();
        call.agent = from;
        call.stage = was_held ? Stage::Held : Stage::Talking;
        call.due.reset();
        if (!was_held) act(Bridge{call.ref, from});
        return tell(call, core::SwitchConnected{call.ref, from});
    }
    const auto* seat = find_seat(floor_.seats, from);
    if (seat == nullptr || !seat->reachable || (!seat->busy.empty() && seat->busy != call.ref)) {
        call.transfer.reset();
        return back_to_queue(call);
    }
    transfer.returning = true;
    ring(call, from);
}

void Stepper::on(const SeatJoins& event) {
    auto* customer = flow_at(event.call, event.agent);
    auto* consult = flow_at(event.with, event.agent);
    if (customer != nullptr && consult != nullptr && customer->internal)
        std::swap(customer, consult); // The REFER went along the other of the two calls.
    const auto talks = [](const Flow* each) {
        return each->stage == Stage::Talking || each->stage == Stage::Held;
    };
    const bool fits = customer != nullptr && consult != nullptr && customer != consult &&
                      !customer->internal && talks(customer) &&
                      (talks(consult) || consult->stage == Stage::Dialling);
    if (!fits) {
        act(TellTransferor{event.call, event.agent, 481});
        return;
    }
    act(TellTransferor{event.call, event.agent, 200});
    move_to(*customer, *consult);
}

void Stepper::move_to(Flow& customer, Flow& consult) {
    const auto from = customer.agent;
    const auto at = consult.internal ? consult.colleague : kOutsider;
    core::TransferTarget to;
    to.agent = consult.internal ? consult.colleague : core::AgentId();
    to.outside = consult.customer;
    tell(customer, core::SwitchTransferring{customer.ref, from, core::TransferKind::Attended, to});
    const bool rings_yet = consult.stage == Stage::Dialling;
    act(EndSeat{customer.ref, from});
    act(EndSeat{consult.ref, from, rings_yet ? 480 : 0});
    act(MoveFarLeg{consult.ref, customer.ref, at});
    if (consult.internal) occupy(floor_.seats, at, customer.ref);
    if (consult.recorded != Recorded::Off)
        act(SetRecording{consult.ref, core::RecordingOrder::Stop});
    if (!consult.internal) // Its record ends here: the colleague outside has the customer now.
        tell(consult, core::SwitchEnded{consult.ref, core::EndCause::LocalHangup, false});
    release(floor_.seats, from, customer.ref, now_, kRestAfterTalk);
    release(floor_.seats, from, consult.ref, now_, kRestAfterTalk);
    floor_.flows.erase(core::CallRef(consult.ref));
    customer.agent = {};
    if (!rings_yet) {
        tell(customer, core::SwitchTransferred{customer.ref, from, to});
        return connect(customer, at);
    }
    customer.tried.clear();
    customer.transfer = Transfer{from, core::TransferKind::Attended, to, false, false, false};
    customer.stage = Stage::Ringing;
    customer.rings[at] = {now_ + floor_.rules.seat_patience, false};
    act(Play{customer.ref, Sound::Music});
}

} // namespace sangdam::pbx
