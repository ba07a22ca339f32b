// SPDX-License-Identifier: MIT
//
// What happens on an Asterisk, as the switch's notices: a pure reducer over AMI events. AMI's order
// is not causal across topics, so nothing here depends on it: each event only adds a fact about a
// channel, and what is told follows from the facts. Who talks with whom is who is in one bridge –
// not what app_queue says, which names the wrong seat after a pick-up.
//
// Expects the dialplan's variables on events (channelvars=CALLREF,CUSTNUM,DID,AGENT). The
// connection, logging in and the snapshot after a reconnect are not here.
#pragma once

#include "core/ports/switch.h"
#include "pbx/asterisk/ami_message.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::pbx {

class AmiCalls {
public:
    struct Names {
        // Of the seat "201"; empty: no seat of ours.
        std::function<core::AgentId(std::string_view extension)> agent;
        // Asterisk's id of a call as ours. Outgoing calls carry ours already.
        std::function<core::CallRef(std::string_view id)> call;
        std::string trunk = "trunk"; // Channel names "PJSIP/trunk-…" are customers.
    };
    explicit AmiCalls(Names names) : names_(std::move(names)) {}

    // What became known by this event. The same event again tells nothing.
    std::vector<core::SwitchEvent> take(const AmiMessage&);
    core::SwitchSnapshot snapshot() const;

private:
    enum class Party { Customer, Seat, Other };
    struct Channel {
        std::string id; // Uniqueid: stable for the leg, unlike name and Linkedid.
        Party party = Party::Other;
        core::AgentId agent;
        std::string call;   // Key of calls_; empty: belongs to none yet.
        std::string bridge; // Is in it.
        bool rings = false;
        bool up = false;
        bool called = false; // By the queue, or by a transfer: its ring is an attempt.
        bool told_ring = false;
        bool talked = false;     // Was connected once.
        bool unanswered = false; // Rang for too long.
        bool gone = false;
        int cause = -1; // Of the hang-up.
    };
    struct Call {
        core::CallRef ref;
        core::Direction direction = core::Direction::Incoming;
        bool two_leg = false;
        core::PhoneNumber customer;
        std::string did;
        std::string queue;
        std::string customer_channel; // Empty: not there yet.
        std::string seat_channel;     // Two-leg: the agent's.
        core::AgentId agent;          // Talks, or asked for the call.
        core::AgentId before;         // Talked before that one.
        std::string last_outcome;     // Of a ring.
        bool queued = false, in_queue = false, talked = false, held = false;
        bool customer_rang = false, customer_up = false, seat_rang = false, seat_up = false;
        int taken_back = 0;
        std::optional<bool> by_customer; // Who hung up first.
        std::optional<core::AgentId> transfer_from;
        bool ended = false;
    };

    Channel* channel(const AmiMessage&, bool destination);
    Call* call_of(const Channel&);
    void learn(Channel&, const AmiMessage&, std::string_view prefix);
    void arrived(Channel&, const AmiMessage&);
    void outgoing(Channel&, const AmiMessage&, std::string_view prefix, std::string_view ref);
    void state(Channel&, std::string_view);
    void bridge_changed(const std::string& bridge);
    void connected(Call&, Channel& seat);
    void hung_up(Channel&, int cause);
    void seat_stopped(Call&, Channel&);
    void end(Call&);
    void end_outcall(Call&);
    void transfer(const AmiMessage&);
    void stage(const Call&, core::OutcallStage, core::OutcallFailure = core::OutcallFailure::None);
    void tell(core::SwitchEvent event) { told_.push_back(std::move(event)); }

    const Names names_;
    std::map<std::string, Channel> channels_;
    std::map<std::string, Call> calls_; // By Asterisk's id.
    std::set<core::AgentId> reachable_;
    bool linked_ = false;
    std::vector<core::SwitchEvent> told_;
};

} // namespace sangdam::pbx
