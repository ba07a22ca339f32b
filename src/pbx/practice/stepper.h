// SPDX-License-Identifier: MIT
//
// One step in the making: the floor, the time, and what is to be done so far. For the .cpp files of
// the flow only, each of which has one part of a call's life: flow_arrival, flow_ringing,
// flow_outgoing, flow_outcall, flow_transfer, flow_ending, flow_seats.
#pragma once

#include "pbx/practice/call_flow.h"

#include <chrono>
#include <string>
#include <utility>

namespace sangdam::pbx {

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
    void on(const SeatTransfers&);
    void on(const SeatJoins&);
    void on(const SeatsChanged&);
    void on(const SeatAvailable&);
    void on(const SeatReachable&);
    void on(const PickUp&);
    void on(const PlaceOutcall&);
    void on(const Record&);
    void on(const HangUp&);
    void on(const Tick&);

    void ring_free_seats();
    FlowActions take() { return std::move(actions_); }

private:
    Flow* flow(const core::CallRef& ref) {
        const auto it = floor_.flows.find(ref);
        return it == floor_.flows.end() ? nullptr : &it->second;
    }
    Flow* flow_at(const core::CallRef& ref, const core::AgentId& agent) { // Dialling or talking.
        auto* found = flow(ref);
        return found != nullptr && found->agent == agent ? found : nullptr;
    }
    void act(FlowAction action) { actions_.push_back(std::move(action)); }
    void tell(const Flow& flow, core::SwitchEvent event) {
        if (!flow.internal) act(Tell{std::move(event)});
    }
    void reply(std::uint64_t ticket, base::Errc code, const char* what) {
        act(Reply{ticket, base::Error{code, what}});
    }

    void join_queue(Flow&, const std::string& label);
    void back_to_queue(Flow&);
    void wait(Flow&);
    void say_place(Flow&);

    void ring(Flow&, const core::AgentId&);
    void ring_stopped(Flow&, const core::AgentId&, const std::string& outcome, Farewell);
    void stop_rings(Flow&, const std::string& outcome, Farewell);
    void connect(Flow&, const core::AgentId&);
    void start_recording_if_always(Flow&);

    void dial_outside(Flow, const std::string& target);
    void dial_colleague(Flow, const SeatState& colleague);

    void outcall_seat_lifted(Flow&);
    void outcall_failed(Flow&, core::OutcallFailure, int status_for_seat);

    bool resolve(Flow&, const std::string& target, core::TransferTarget&, int& refusal);
    void begin_transfer(Flow&, const core::TransferTarget&, core::TransferKind);
    void transfer_arrived(Flow&, const core::AgentId&);
    void transfer_failed(Flow&, const std::string& outcome);
    void move_to(Flow& customer, Flow& consult);

    void end(Flow&, core::EndCause, bool by_customer);
    void due(Flow&);

    Floor& floor_;
    const base::TimePoint now_;
    FlowActions actions_;
};

core::EndedDuring where(const Flow&);
// What a seat's refusal means. One that rang and then timed out was simply not answered.
std::string outcome_of(int status, bool rang);
core::EndCause cause_of(int status); // Of an outside party.
base::Error refusal_of(const std::string& outcome);

} // namespace sangdam::pbx
