// SPDX-License-Identifier: MIT
//
// How calls end, whoever begins with it, and what the clock ends.

#include "pbx/practice/stepper.h"

#include <vector>

namespace sangdam::pbx {

using base::Errc;
using core::EndCause;
using core::OutcallFailure;

std::string outcome_of(int status, bool rang) {
    if (status == 486 || status == 600 || status == 603) return "declined";
    if (status == 408 && rang) return "no_answer";
    return "unreachable";
}

EndCause cause_of(int status) {
    switch (status) {
    case 0: return EndCause::RemoteHangup;
    case 403: return EndCause::Refused;
    case 404:
    case 484:
    case 604: return EndCause::NotFound;
    case 408: return EndCause::NoAnswer;
    case 480: return EndCause::Unreachable;
    case 486:
    case 600: return EndCause::Busy;
    case 603: return EndCause::Rejected;
    default: return status >= 500 ? EndCause::Unreachable : EndCause::Failed;
    }
}

base::Error refusal_of(const std::string& outcome) {
    if (outcome == "declined") return {Errc::Refused, "the seat declined"};
    if (outcome == "no_answer") return {Errc::TimedOut, "the seat did not answer"};
    return {Errc::Unavailable, "the seat's phone cannot be reached"};
}

namespace {

OutcallFailure failure_of(int status) { // The customer's phone, or its network.
    switch (cause_of(status)) {
    case EndCause::Busy: return OutcallFailure::CustomerBusy;
    case EndCause::Rejected: return OutcallFailure::CustomerDeclined;
    case EndCause::NotFound: return OutcallFailure::UnknownNumber;
    case EndCause::NoAnswer: return OutcallFailure::CustomerNoAnswer;
    case EndCause::Unreachable:
        return status == 480 ? OutcallFailure::CustomerNoAnswer : OutcallFailure::NetworkTrouble;
    case EndCause::RemoteHangup: return OutcallFailure::CustomerLeft;
    default: return OutcallFailure::NetworkTrouble;
    }
}

} // namespace

void Stepper::on(const FarLeft& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    switch (call->stage) {
    case Stage::Announcement:
    case Stage::Goodbye:
    case Stage::Waiting: return end(*call, EndCause::Cancelled, true);
    case Stage::Ringing:
        stop_rings(*call, "cancelled", Farewell::Plain);
        if (call->transfer) {
            if (call->transfer->from_stays) act(EndSeat{call->ref, call->transfer->from});
            return end(*call, EndCause::RemoteHangup, true);
        }
        return end(*call, EndCause::Cancelled, true);
    case Stage::Dialling:
        act(EndSeat{call->ref, call->agent, event.status == 0 ? 480 : event.status});
        return end(*call, cause_of(event.status), true);
    case Stage::CallingSeat: return; // There is no far leg yet.
    case Stage::Introducing:
    case Stage::Announcing:
        return outcall_failed(*call,
                              call->stage == Stage::Announcing ? OutcallFailure::CustomerLeft
                                                               : failure_of(event.status),
                              event.status == 0 ? 480 : event.status);
    case Stage::Talking:
    case Stage::Held:
        act(EndSeat{call->ref, call->agent});
        return end(*call, EndCause::RemoteHangup, true);
    }
}

void Stepper::on(const SeatLeft& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->transfer && call->transfer->from == event.agent && call->transfer->from_stays) {
        call->transfer->from_stays = false; // It does not wait to see how its REFER comes out.
        release(floor_.seats, event.agent, call->ref, now_, kRestAfterTalk);
        return;
    }
    const auto ring = call->rings.find(event.agent);
    if (call->stage == Stage::CallingSeat && call->agent == event.agent) {
        const auto outcome = outcome_of(event.status, ring->second.told);
        return outcall_failed(*call,
                              outcome == "declined"    ? OutcallFailure::SeatDeclined
                              : outcome == "no_answer" ? OutcallFailure::SeatNoAnswer
                                                       : OutcallFailure::SeatOffline,
                              0);
    }
    if (call->stage == Stage::Ringing && ring != call->rings.end()) {
        const auto outcome = outcome_of(event.status, ring->second.told);
        ring_stopped(*call, event.agent, outcome, Farewell::Plain);
        if (!call->rings.empty()) return;
        if (call->transfer)
            return transfer_failed(*call, event.status == 404 ? "not_found" : outcome);
        return wait(*call);
    }
    if (call->agent != event.agent || call->stage == Stage::Ringing) return;
    if (call->stage == Stage::Introducing || call->stage == Stage::Announcing)
        return outcall_failed(*call, OutcallFailure::GivenUp, 0);
    act(EndFar{call->ref});
    end(*call, EndCause::LocalHangup, false);
}

void Stepper::on(const HangUp& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage == Stage::CallingSeat || call->stage == Stage::Introducing ||
        call->stage == Stage::Announcing)
        return outcall_failed(*call, OutcallFailure::Cancelled, 487);
    if (call->stage == Stage::Ringing) stop_rings(*call, "cancelled", Farewell::Plain);
    if (call->transfer && call->transfer->from_stays) act(EndSeat{call->ref, call->transfer->from});
    if (!call->agent.empty()) act(EndSeat{call->ref, call->agent, 480});
    act(EndFar{call->ref});
    end(*call, EndCause::LocalHangup, false);
}

core::EndedDuring where(const Flow& call) {
    using core::EndedDuring;
    switch (call.stage) {
    case Stage::Announcement:
    case Stage::Goodbye: return EndedDuring::Announcement;
    case Stage::Waiting: return EndedDuring::Queue;
    case Stage::Ringing: return EndedDuring::Ringing;
    case Stage::Dialling:
    case Stage::CallingSeat:
    case Stage::Introducing:
    case Stage::Announcing: return EndedDuring::Dialling;
    case Stage::Talking:
    case Stage::Held: break;
    }
    return EndedDuring::Talking;
}

void Stepper::end(Flow& call, EndCause cause, bool by_customer) {
    const auto rest = call.internal ? std::chrono::milliseconds{0} : kRestAfterTalk;
    if (call.recorded != Recorded::Off) act(SetRecording{call.ref, core::RecordingOrder::Stop});
    std::vector<core::AgentId> seats{call.agent, call.colleague};
    if (call.transfer) seats.push_back(call.transfer->from);
    for (const auto& seat : seats) release(floor_.seats, seat, call.ref, now_, rest);
    if (call.pull) act(Reply{*call.pull, base::Error{Errc::NotFound, "the customer has gone"}});
    tell(call, core::SwitchEnded{call.ref, cause, by_customer, where(call)});
    floor_.flows.erase(core::CallRef(call.ref)); // A copy: erasing destroys the argument.
    // Who had two calls still has the other.
    for (const auto& [ref, other] : floor_.flows)
        for (const auto& seat : seats) {
            auto* state = find_seat(floor_.seats, seat);
            if (state != nullptr && state->busy.empty() &&
                (other.agent == seat || other.colleague == seat))
                state->busy = ref;
        }
}

void Stepper::due(Flow& call) {
    call.due.reset();
    switch (call.stage) {
    case Stage::Announcement: {
        const bool again = call.welcomes < floor_.rules.welcomes;
        if (again) ++call.welcomes;
        if (!again) call.stage = Stage::Goodbye;
        act(Play{call.ref, again ? Sound::Welcome : Sound::Goodbye});
        break;
    }
    case Stage::Dialling:
        act(EndFar{call.ref});
        act(EndSeat{call.ref, call.agent, 408});
        end(call, EndCause::NoAnswer, false);
        break;
    case Stage::CallingSeat: outcall_failed(call, OutcallFailure::SeatNoAnswer, 408); break;
    case Stage::Introducing: outcall_failed(call, OutcallFailure::CustomerNoAnswer, 408); break;
    default: break;
    }
}

void Stepper::on(const Tick&) {
    std::vector<core::CallRef> refs;
    for (const auto& [ref, call] : floor_.flows) refs.push_back(ref);
    for (const auto& ref : refs) {
        auto* call = flow(ref);
        if (call == nullptr) continue;
        if (call->due && *call->due <= now_) {
            due(*call);
            continue;
        }
        if (call->stage == Stage::Ringing) {
            std::vector<core::AgentId> silent;
            for (const auto& [agent, ring] : call->rings)
                if (ring.due <= now_) silent.push_back(agent);
            for (const auto& agent : silent)
                ring_stopped(*call, agent, "no_answer", Farewell::Plain);
            if (call->rings.empty()) {
                if (call->transfer)
                    transfer_failed(*call, "no_answer");
                else
                    wait(*call);
            }
        }
        if (call->stage == Stage::Waiting && call->position_due && *call->position_due <= now_)
            say_place(*call);
        else if (call->position_due && *call->position_due <= now_)
            call->position_due = now_ + floor_.rules.position_every;
    }
}

} // namespace sangdam::pbx
