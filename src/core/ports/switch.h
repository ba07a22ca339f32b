// SPDX-License-Identifier: MIT
//
// Port from the hub to whatever switches the calls: the built-in practice switch, Asterisk, or a
// plain SIP PBX. The hub's use cases do not know which one runs.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/agent.h"
#include "core/call.h"
#include "core/ids.h"
#include "core/phone_number.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace sangdam::core {

// --- what the switch tells (hub's thread, in the order it happened) --------------------------
struct SwitchCallArrived { // The customer's call reached us; it hears the announcement.
    CallRef ref;
    PhoneNumber caller;
    std::string did; // As dialled.
};
struct SwitchQueued { // Asked for an agent.
    CallRef ref;
    std::string queue; // Label.
};
struct SwitchSeatRinging {
    CallRef ref;
    AgentId agent;
};
struct SwitchSeatStopped { // The seat no longer rings and did not answer.
    CallRef ref;
    AgentId agent;
    std::string outcome; // As Attempt::outcome.
};
struct SwitchConnected { // Agent and customer hear each other.
    CallRef ref;
    AgentId agent;
    bool pulled = false; // By pick-up (당겨받기).
};
struct SwitchOutgoing { // An agent dialled a customer from the desktop.
    CallRef ref;
    AgentId agent;
    PhoneNumber callee;
    std::string shown; // Key of the own number shown.
};
struct SwitchEnded {
    CallRef ref;
    EndCause cause;
    bool by_customer = false;
};
struct SwitchSeatReachable { // The seat's phone registered, or its registration ran out.
    AgentId agent;
    bool reachable;
};
using SwitchEvent =
    std::variant<SwitchCallArrived, SwitchQueued, SwitchSeatRinging, SwitchSeatStopped,
                 SwitchConnected, SwitchOutgoing, SwitchEnded, SwitchSeatReachable>;

struct SwitchNotice {
    base::WallTime at{};
    SwitchEvent event;
};
using SwitchListener = std::function<void(const SwitchNotice&)>;

// --- what the hub asks -------------------------------------------------------------------------
struct Seat {
    AgentId agent;
    std::string extension; // SIP user.
    base::Secret password; // For the registrar's digest.
    std::string name;      // Spoken and shown.
};

class SwitchPort {
public:
    virtual ~SwitchPort() = default;

    // Before start(). The listener is called on the executor the implementation was given.
    virtual void set_listener(SwitchListener) = 0;
    virtual base::Status start() = 0; // Errors: Unavailable (port taken, PBX down), BadInput.

    // From the hub's thread; nothing blocks.
    virtual void set_seats(std::vector<Seat>) = 0; // The whole list; replaces the former.
    virtual void set_available(const AgentId&, bool available) = 0; // False: do not ring this seat.
    // Takes a waiting call, or one that rings elsewhere, to this agent's seat. The claim was won in
    // the database before. `done` says NotFound when the customer has gone meanwhile.
    virtual void pick_up(const CallRef&, const AgentId&,
                         std::function<void(base::Status)> done) = 0;
    virtual void hang_up(const CallRef&) = 0;
};

} // namespace sangdam::core
