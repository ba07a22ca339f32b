// SPDX-License-Identifier: MIT
//
// The two-leg outgoing call (guide S12): the agent's own phone first, then the customer, and each
// is told what goes on before they hear each other. Whatever fails ends both legs, by cause.

#include "pbx/practice/stepper.h"

namespace sangdam::pbx {

using base::Errc;
using core::OutcallFailure;
using core::OutcallStage;

void Stepper::on(const PlaceOutcall& event) {
    const auto& asked = event.outcall;
    const auto fail = [&](Errc code, const char* what) { reply(event.ticket, code, what); };
    if (const auto* same = flow(asked.ref)) {
        if (same->two_leg && same->agent == asked.agent)
            act(Reply{event.ticket, base::Done{}}); // Asked twice: one call.
        else
            fail(Errc::Conflict, "there is another call of that id");
        return;
    }
    const auto* seat = find_seat(floor_.seats, asked.agent);
    if (asked.callee.hidden()) return fail(Errc::BadInput, "there is no number to call");
    if (asked.shown.empty()) return fail(Errc::BadInput, "there is no number to show");
    if (seat == nullptr || !seat->reachable)
        return fail(Errc::Unavailable, "the seat's phone is not registered");
    if (!seat->busy.empty()) return fail(Errc::Conflict, "the seat has another call");
    if (!floor_.rules.has_trunk) return fail(Errc::Unavailable, "no line leads outside");

    Flow made;
    made.ref = asked.ref;
    made.direction = core::Direction::Outgoing;
    made.two_leg = true;
    made.stage = Stage::CallingSeat;
    made.customer = asked.callee;
    made.did = asked.shown;
    made.agent = asked.agent;
    made.due = now_ + floor_.rules.seat_patience;
    made.rings[asked.agent] = {*made.due, false};
    occupy(floor_.seats, asked.agent, asked.ref);
    act(Reply{event.ticket, base::Done{}});
    act(Tell{core::SwitchOutgoing{made.ref, made.agent, made.customer, made.did, true}});
    act(RingSeat{made.ref, made.agent});
    floor_.flows.emplace(made.ref, std::move(made));
}

void Stepper::outcall_seat_lifted(Flow& call) {
    if (!call.rings[call.agent].told)
        tell(call, core::SwitchOutcallStage{call.ref, call.agent, OutcallStage::SeatRinging});
    call.rings.clear();
    call.stage = Stage::Introducing;
    call.due = now_ + floor_.rules.far_patience;
    tell(call, core::SwitchOutcallStage{call.ref, call.agent, OutcallStage::SeatAnswered});
    act(Play{call.ref, Sound::Starting, call.agent});
    act(RingOutside{call.ref, call.customer.key()});
}

void Stepper::outcall_failed(Flow& call, OutcallFailure failure, int status_for_seat) {
    using core::EndCause;
    const auto cause = [&] {
        switch (failure) {
        case OutcallFailure::SeatOffline: return EndCause::Unreachable;
        case OutcallFailure::CustomerBusy: return EndCause::Busy;
        case OutcallFailure::CustomerDeclined: return EndCause::Rejected;
        case OutcallFailure::CustomerNoAnswer: return EndCause::NoAnswer;
        case OutcallFailure::UnknownNumber: return EndCause::NotFound;
        case OutcallFailure::CustomerLeft: return EndCause::RemoteHangup;
        case OutcallFailure::NetworkTrouble: return EndCause::Failed;
        default: return EndCause::LocalHangup;
        }
    }();
    const bool by_customer = failure == OutcallFailure::CustomerBusy ||
                             failure == OutcallFailure::CustomerDeclined ||
                             failure == OutcallFailure::CustomerLeft;
    act(EndSeat{call.ref, call.agent, status_for_seat});
    act(EndFar{call.ref});
    call.rings.clear();
    tell(call, core::SwitchOutcallStage{call.ref, call.agent, OutcallStage::Ended, failure});
    end(call, cause, by_customer);
}

} // namespace sangdam::pbx
