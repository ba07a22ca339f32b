// SPDX-License-Identifier: MIT
//
// All calls of the practice switch, as a pure function: it is told what happened on the legs and
// answers what must be done. It knows no SIP, no sound and no clock. A call has one far leg (the
// customer) and the legs of the seats that ring or talk. flow_events.h has the events,
// flow_actions.h what can be asked for.
//
//   incoming   Announcement -> Waiting <-> Ringing -> Talking <-> Held
//   outgoing   Dialling -> Talking <-> Held
//   two-leg    CallingSeat -> Introducing -> Announcing -> Talking <-> Held
//   transfer   Talking | Held -> Ringing (with `transfer`) -> Talking, or the way back
#pragma once

#include "base/clock.h"
#include "core/call.h"
#include "core/ids.h"
#include "core/phone_number.h"
#include "core/ports/switch.h"
#include "pbx/practice/flow_actions.h"
#include "pbx/practice/flow_events.h"
#include "pbx/practice/seats.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace sangdam::pbx {

enum class Stage {
    Announcement,
    Goodbye, // Hears a last sentence.
    Waiting,
    Ringing,
    Dialling,    // The seat dialled; the far end has not answered.
    CallingSeat, // Two-leg: our own agent's phone rings.
    Introducing, // Two-leg: the agent hears "통화를 시작합니다" and ringback.
    Announcing,  // Two-leg: the customer hears who is calling.
    Talking,
    Held
};

struct Ring {
    base::TimePoint due; // It has rung long enough.
    bool told = false;   // That it rings.
};

// A customer on the way from one agent to another.
struct Transfer {
    core::AgentId from;
    core::TransferKind kind = core::TransferKind::Blind;
    core::TransferTarget to;
    bool from_stays = true; // Its leg is still there: the way back is short.
    bool was_held = false;
    bool returning = false; // It failed and rings at `from` again.
};

enum class Recorded { Off, On, Paused };

struct Flow {
    core::CallRef ref;
    core::Direction direction = core::Direction::Incoming;
    bool internal = false; // Seat to seat: nobody outside the switch is told.
    bool two_leg = false;
    bool closed = false; // Came outside of work hours: no key counts.
    core::PhoneNumber customer;
    std::string did;   // Dialled by, or shown to, the customer.
    std::string queue; // Label; empty before it asked for an agent.
    Stage stage = Stage::Announcement;
    base::TimePoint queued_at{};        // Its place in the queue; kept when a seat lets it pass.
    std::optional<base::TimePoint> due; // The stage's patience ends.
    bool says_place = false;            // It hears its place in the queue just now.
    std::optional<base::TimePoint> position_due; // Its place in the queue is said then.
    int welcomes = 1;                            // How often the announcement was begun.
    core::AgentId agent;                         // Dialling or talking.
    core::AgentId colleague;                     // Internal: the far leg's seat.
    std::map<core::AgentId, Ring> rings;
    bool far_rang = false;             // Two-leg: told already; 180 is often repeated.
    std::optional<std::uint64_t> pull; // Ticket of the pick-up that rings,
    core::AgentId puller;              // and where.
    std::set<core::AgentId> tried;
    int taken_back = 0; // 호회수
    std::optional<Transfer> transfer;
    Recorded recorded = Recorded::Off;
};

struct FlowRules {
    std::chrono::milliseconds seat_patience{15'000};
    std::chrono::milliseconds key_patience{5'000};
    std::chrono::milliseconds far_patience{60'000}; // An outside party that does not answer.
    std::chrono::milliseconds position_every{0};    // 0: the place in the queue is not said.
    int welcomes = 3;                               // Then nobody is there, and the call ends.
    std::string queue;                              // Label, where the menu has none.
    std::vector<core::MenuChoice> menu;             // Empty: key 1 asks for an agent.
    core::RingStrategy strategy = core::RingStrategy::LongestIdle;
    core::RecordingPolicy recording = core::RecordingPolicy::Never;
    bool has_trunk = false;
};

struct Floor {
    FlowRules rules;
    Seats seats;
    std::map<core::CallRef, Flow> flows;
};

// An event that fits no call, or not its stage, changes nothing but what it leaves behind: a seat
// that answers too late is hung up.
FlowActions step(Floor&, const FlowEvent&, base::TimePoint now);

// When to send the next Tick; nothing: not before something else happens.
std::optional<base::TimePoint> next_due(const Floor&, base::TimePoint now);

// 1: next. Only for a call that waits or rings.
int place_in_queue(const Floor&, const Flow&);

// The floor as the port shows it. Calls between seats are not in it.
core::SwitchSnapshot snapshot(const Floor&);

// Stands for a party outside in the place of a seat: the target of a transfer to a number.
inline const core::AgentId kOutsider{"outside"};

} // namespace sangdam::pbx
