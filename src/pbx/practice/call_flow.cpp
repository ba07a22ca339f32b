// SPDX-License-Identifier: MIT

#include "pbx/practice/call_flow.h"

#include <algorithm>
#include <tuple>

namespace sangdam::pbx {
namespace {

using base::Errc;
using core::EndCause;

// What a seat's refusal means. One that rang and then timed out was simply not answered.
std::string outcome_of(int status, bool rang) {
    if (status == 486 || status == 600 || status == 603) return "declined";
    if (status == 408 && rang) return "no_answer";
    return "unreachable";
}

EndCause cause_of(int status) { // Of an outside party.
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

base::Error refusal(const std::string& outcome) {
    if (outcome == "declined") return {Errc::Refused, "the seat declined"};
    if (outcome == "no_answer") return {Errc::TimedOut, "the seat did not answer"};
    return {Errc::Unavailable, "the seat's phone cannot be reached"};
}

// One step in the making: the floor, the time, and what is to be done so far.
class Stepper {
public:
    Stepper(Floor& floor, base::TimePoint now) : floor_(floor), now_(now) {}

    void on(const CustomerCame&);
    void on(const KeyPressed&);
    void on(const SoundFinished&);
    void on(const FarRings&);
    void on(const FarAnswered&);
    void on(const FarLeft&);
    void on(const SeatRings&);
    void on(const SeatAnswered&);
    void on(const SeatLeft&);
    void on(const SeatHeld&);
    void on(const SeatDialled&);
    void on(const SeatsChanged&);
    void on(const SeatAvailable&);
    void on(const SeatReachable&);
    void on(const PickUp&);
    void on(const HangUp&);
    void on(const Tick&);

    void ring_free_seats();
    FlowActions take() { return std::move(actions_); }

private:
    Flow* flow(const core::CallRef& ref) {
        const auto it = floor_.flows.find(ref);
        return it == floor_.flows.end() ? nullptr : &it->second;
    }
    Flow* flow_at(const core::CallRef& ref, const core::AgentId& agent) {
        auto* found = flow(ref);
        return found != nullptr && found->agent == agent ? found : nullptr;
    }
    void act(FlowAction action) { actions_.push_back(std::move(action)); }
    void tell(const Flow& flow, core::SwitchEvent event) {
        if (!flow.internal) act(Tell{std::move(event)});
    }
    void join_queue(Flow&);
    void ring(Flow&, const core::AgentId&);
    void stop_ringing(Flow&, const std::string& outcome, Farewell);
    void connect(Flow&);
    void end(Flow&, EndCause, bool by_customer);
    void dial_outside(Flow, const std::string& target);
    void dial_colleague(Flow, const SeatState& colleague);

    Floor& floor_;
    const base::TimePoint now_;
    FlowActions actions_;
};

// --- incoming ------------------------------------------------------------------------------------

void Stepper::on(const CustomerCame& event) {
    if (flow(event.call) != nullptr) return;
    Flow made;
    made.ref = event.call;
    made.customer = event.caller;
    made.did = event.did;
    floor_.flows.emplace(event.call, made);
    act(AnswerFar{event.call});
    act(Tell{core::SwitchCallArrived{event.call, event.caller, event.did}});
    act(Play{event.call, Sound::Welcome});
}

void Stepper::on(const KeyPressed& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage != Stage::Announcement && call->stage != Stage::Goodbye) return;
    if (event.key == '1') {
        join_queue(*call);
    } else if (event.key == '*') { // Again, from the beginning.
        call->stage = Stage::Announcement;
        call->due.reset();
        act(Play{call->ref, Sound::Welcome});
    }
}

void Stepper::on(const SoundFinished& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage == Stage::Announcement) call->due = now_ + floor_.rules.key_patience;
    if (call->stage == Stage::Goodbye) {
        act(EndFar{call->ref});
        end(*call, EndCause::Cancelled, false);
    }
}

void Stepper::join_queue(Flow& call) {
    call.stage = Stage::Waiting;
    call.queued_at = now_;
    call.due.reset();
    act(Tell{core::SwitchQueued{call.ref, floor_.rules.queue}});
    act(Play{call.ref, Sound::Music});
}

// --- ringing seats -------------------------------------------------------------------------------

void Stepper::ring_free_seats() {
    std::vector<Flow*> waiting;
    for (auto& [ref, each] : floor_.flows)
        if (each.stage == Stage::Waiting) waiting.push_back(&each);
    std::sort(waiting.begin(), waiting.end(), [](const Flow* a, const Flow* b) {
        return std::tie(a->queued_at, a->ref) < std::tie(b->queued_at, b->ref);
    });
    for (auto* call : waiting) {
        const auto agent = next_seat(floor_.seats, call->tried, now_);
        if (!agent) return;
        ring(*call, *agent);
    }
}

void Stepper::ring(Flow& call, const core::AgentId& agent) {
    call.stage = Stage::Ringing;
    call.agent = agent;
    call.told_ringing = false;
    call.due = now_ + floor_.rules.seat_patience;
    occupy(floor_.seats, agent, call.ref);
    act(RingSeat{call.ref, agent});
}

// Back to its old place in the queue, which is its head unless somebody waits even longer.
void Stepper::stop_ringing(Flow& call, const std::string& outcome, Farewell farewell) {
    act(EndSeat{call.ref, call.agent, 0, farewell});
    if (!call.told_ringing) tell(call, core::SwitchSeatRinging{call.ref, call.agent});
    tell(call, core::SwitchSeatStopped{call.ref, call.agent, outcome});
    const bool missed = outcome != "cancelled";
    release(floor_.seats, call.agent, call.ref, now_,
            missed ? kRestAfterMiss : std::chrono::milliseconds{0});
    if (missed) call.tried.insert(call.agent);
    if (missed && call.pull) { // Otherwise the caller knows better why.
        act(PickUpDone{*call.pull, refusal(outcome)});
        call.pull.reset();
    }
    call.agent = {};
    call.stage = Stage::Waiting;
    call.due.reset();
}

void Stepper::on(const SeatRings& event) {
    auto* call = flow_at(event.call, event.agent);
    if (call == nullptr || call->stage != Stage::Ringing || call->told_ringing) return;
    call->told_ringing = true;
    tell(*call, core::SwitchSeatRinging{call->ref, call->agent});
}

void Stepper::on(const SeatAnswered& event) {
    auto* call = flow_at(event.call, event.agent);
    if (call == nullptr || call->stage != Stage::Ringing) {
        // Its CANCEL and this answer crossed on the wire, or the customer has just gone.
        act(EndSeat{event.call, event.agent, 0, Farewell::Elsewhere});
        return;
    }
    if (!call->told_ringing) tell(*call, core::SwitchSeatRinging{call->ref, call->agent});
    connect(*call);
}

void Stepper::connect(Flow& call) {
    call.stage = Stage::Talking;
    call.due.reset();
    act(Bridge{call.ref, call.agent});
    tell(call, core::SwitchConnected{call.ref, call.agent, call.pull.has_value()});
    if (call.pull) act(PickUpDone{*call.pull, base::Done{}});
    call.pull.reset();
}

void Stepper::on(const SeatLeft& event) {
    auto* call = flow_at(event.call, event.agent);
    if (call == nullptr) return;
    if (call->stage == Stage::Ringing) {
        stop_ringing(*call, outcome_of(event.status, call->told_ringing), Farewell::Plain);
        return;
    }
    act(EndFar{call->ref});
    end(*call, EndCause::LocalHangup, false);
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
    }
}

void Stepper::on(const PickUp& event) {
    const auto fail = [&](Errc code, const char* what) {
        act(PickUpDone{event.ticket, base::Error{code, what}});
    };
    auto* call = flow(event.call);
    const auto* seat = find_seat(floor_.seats, event.agent);
    if (call == nullptr) return fail(Errc::NotFound, "the customer has gone");
    if (call->stage == Stage::Announcement || call->stage == Stage::Goodbye)
        return fail(Errc::NotFound, "the customer has not asked for an agent");
    if (call->stage != Stage::Waiting && call->stage != Stage::Ringing)
        return fail(Errc::Conflict, "somebody talks with the customer already");
    if (seat == nullptr || !seat->reachable)
        return fail(Errc::Unavailable, "the seat's phone is not registered");
    if (!seat->busy.empty() && seat->busy != call->ref)
        return fail(Errc::Conflict, "the seat has another call");

    if (call->stage == Stage::Ringing && call->agent == event.agent) { // It rings there anyway.
        if (call->pull) act(PickUpDone{*call->pull, base::Error{Errc::Conflict, "asked again"}});
        call->pull = event.ticket;
        return;
    }
    if (call->stage == Stage::Ringing) {
        if (call->pull)
            act(PickUpDone{*call->pull, base::Error{Errc::Conflict, "a colleague took it"}});
        call->pull.reset();
        stop_ringing(*call, "cancelled", Farewell::Elsewhere);
    }
    ring(*call, event.agent);
    call->pull = event.ticket;
}

// --- outgoing ------------------------------------------------------------------------------------

void Stepper::on(const SeatDialled& event) {
    auto* seat = find_seat(floor_.seats, event.agent);
    if (seat == nullptr || flow(event.call) != nullptr) {
        act(EndSeat{event.call, event.agent, 403});
        return;
    }
    if (!seat->busy.empty()) {
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
    occupy(floor_.seats, made.agent, made.ref);
    act(Tell{core::SwitchOutgoing{made.ref, made.agent, made.customer, made.did}});
    auto& call = floor_.flows.emplace(made.ref, std::move(made)).first->second;
    if (floor_.rules.has_trunk) {
        act(RingOutside{call.ref, target});
    } else {
        act(EndSeat{call.ref, call.agent, 404});
        end(call, EndCause::NotFound, false);
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
        occupy(floor_.seats, made.agent, made.ref);
        occupy(floor_.seats, made.colleague, made.ref);
        act(RingColleague{made.ref, made.colleague});
        floor_.flows.emplace(made.ref, std::move(made));
    }
}

void Stepper::on(const FarRings& event) {
    const auto* call = flow(event.call);
    if (call != nullptr && call->stage == Stage::Dialling)
        act(TellDiallerItRings{call->ref, call->agent});
}

void Stepper::on(const FarAnswered& event) {
    auto* call = flow(event.call);
    if (call == nullptr || call->stage != Stage::Dialling) {
        act(EndFar{event.call}); // The agent gave up in the same moment.
        return;
    }
    act(AnswerDialler{call->ref, call->agent});
    connect(*call);
}

// --- endings -------------------------------------------------------------------------------------

void Stepper::on(const FarLeft& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    switch (call->stage) {
    case Stage::Announcement:
    case Stage::Goodbye:
    case Stage::Waiting: return end(*call, EndCause::Cancelled, true);
    case Stage::Ringing:
        stop_ringing(*call, "cancelled", Farewell::Plain);
        return end(*call, EndCause::Cancelled, true);
    case Stage::Dialling:
        act(EndSeat{call->ref, call->agent, event.status == 0 ? 480 : event.status});
        return end(*call, cause_of(event.status), true);
    case Stage::Talking:
    case Stage::Held:
        act(EndSeat{call->ref, call->agent});
        return end(*call, EndCause::RemoteHangup, true);
    }
}

void Stepper::on(const HangUp& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage == Stage::Ringing) stop_ringing(*call, "cancelled", Farewell::Plain);
    if (!call->agent.empty()) act(EndSeat{call->ref, call->agent, 480});
    act(EndFar{call->ref});
    end(*call, EndCause::LocalHangup, false);
}

void Stepper::end(Flow& call, EndCause cause, bool by_customer) {
    const auto rest = call.internal ? std::chrono::milliseconds{0} : kRestAfterTalk;
    release(floor_.seats, call.agent, call.ref, now_, rest);
    release(floor_.seats, call.colleague, call.ref, now_, rest);
    if (call.pull)
        act(PickUpDone{*call.pull, base::Error{Errc::NotFound, "the customer has gone"}});
    tell(call, core::SwitchEnded{call.ref, cause, by_customer});
    floor_.flows.erase(core::CallRef(call.ref)); // A copy: erasing destroys the argument.
}

// --- seats and time ------------------------------------------------------------------------------

void Stepper::on(const SeatsChanged& event) {
    const auto before = floor_.seats;
    floor_.seats = replaced(before, event.seats, now_);
    for (auto& [ref, call] : floor_.flows)
        if (call.stage == Stage::Ringing && !floor_.seats.contains(call.agent))
            stop_ringing(call, "unreachable", Farewell::Plain);
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

void Stepper::on(const Tick&) {
    std::vector<core::CallRef> due;
    for (const auto& [ref, call] : floor_.flows)
        if (call.due && *call.due <= now_) due.push_back(ref);
    for (const auto& ref : due) {
        auto& call = *flow(ref);
        call.due.reset();
        if (call.stage == Stage::Announcement) {
            const bool again = call.welcomes < floor_.rules.welcomes;
            if (again) ++call.welcomes;
            if (!again) call.stage = Stage::Goodbye;
            act(Play{ref, again ? Sound::Welcome : Sound::Goodbye});
        } else if (call.stage == Stage::Ringing) {
            stop_ringing(call, "no_answer", Farewell::Plain);
        } else if (call.stage == Stage::Dialling) {
            act(EndFar{ref});
            act(EndSeat{ref, call.agent, 408});
            end(call, EndCause::NoAnswer, false);
        }
    }
}

} // namespace

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
        waits = waits || call.stage == Stage::Waiting;
    }
    if (waits) consider(next_rested(floor.seats, now));
    return first;
}

} // namespace sangdam::pbx
