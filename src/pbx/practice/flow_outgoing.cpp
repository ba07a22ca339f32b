// SPDX-License-Identifier: MIT
//
// A seat dials: a number outside, or a colleague. A seat that has a customer on the line may dial a
// second time, to ask a colleague before it passes the customer on.

#include "pbx/practice/stepper.h"

namespace sangdam::pbx {

void Stepper::on(const SeatDialled& event) {
    auto* seat = find_seat(floor_.seats, event.agent);
    if (seat == nullptr || flow(event.call) != nullptr) {
        act(EndSeat{event.call, event.agent, 403});
        return;
    }
    const auto* talk = flow_at(seat->busy, event.agent);
    const bool asks_meanwhile =
        talk != nullptr && (talk->stage == Stage::Talking || talk->stage == Stage::Held);
    if (!seat->busy.empty() && !asks_meanwhile) {
        act(EndSeat{event.call, event.agent, 486});
        return;
    }
    Flow made;
    made.ref = event.call;
    made.direction = core::Direction::Outgoing;
    made.stage = Stage::Dialling;
    made.agent = event.agent;
    made.did = event.shown;
    made.due = now_ + floor_.rules.far_patience;
    if (const auto* colleague = seat_of_extension(floor_.seats, event.target))
        dial_colleague(std::move(made), *colleague);
    else
        dial_outside(std::move(made), event.target);
}

void Stepper::dial_outside(Flow made, const std::string& target) {
    made.customer = core::PhoneNumber::parse(target);
    if (find_seat(floor_.seats, made.agent)->busy.empty())
        occupy(floor_.seats, made.agent, made.ref);
    act(Tell{core::SwitchOutgoing{made.ref, made.agent, made.customer, made.did}});
    auto& call = floor_.flows.emplace(made.ref, std::move(made)).first->second;
    if (floor_.rules.has_trunk) {
        act(RingOutside{call.ref, target});
    } else {
        act(EndSeat{call.ref, call.agent, 404});
        end(call, core::EndCause::NotFound, false);
    }
}

void Stepper::dial_colleague(Flow made, const SeatState& colleague) {
    if (!colleague.busy.empty() || colleague.seat.agent == made.agent) {
        act(EndSeat{made.ref, made.agent, 486});
    } else if (!colleague.reachable) {
        act(EndSeat{made.ref, made.agent, 480});
    } else {
        made.internal = true;
        made.colleague = colleague.seat.agent;
        if (find_seat(floor_.seats, made.agent)->busy.empty())
            occupy(floor_.seats, made.agent, made.ref);
        occupy(floor_.seats, made.colleague, made.ref);
        act(RingColleague{made.ref, made.colleague});
        floor_.flows.emplace(made.ref, std::move(made));
    }
}

void Stepper::on(const FarRings& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage == Stage::Dialling) {
        act(TellDiallerItRings{call->ref, call->agent});
    } else if (call->stage == Stage::Introducing && !std::exchange(call->far_rang, true)) {
        tell(*call,
             core::SwitchOutcallStage{call->ref, call->agent, core::OutcallStage::CustomerRinging});
    }
}

void Stepper::on(const FarAnswered& event) {
    auto* call = flow(event.call);
    if (call != nullptr && call->stage == Stage::Dialling) {
        act(AnswerDialler{call->ref, call->agent});
        connect(*call, call->agent);
    } else if (call != nullptr && call->stage == Stage::Introducing) {
        call->stage = Stage::Announcing;
        call->due.reset();
        tell(*call, core::SwitchOutcallStage{call->ref, call->agent,
                                             core::OutcallStage::CustomerAnswered});
        act(Play{call->ref, Sound::WhoCalls});
    } else {
        act(EndFar{event.call}); // The agent gave up in the same moment.
    }
}

} // namespace sangdam::pbx
