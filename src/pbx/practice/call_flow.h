// SPDX-License-Identifier: MIT
//
// All calls of the practice switch, as a pure function: it is told what happened on the legs and
// answers what must be done. It knows no SIP, no sound and no clock. A call has one far leg (the
// customer) and, for as long as a seat rings or talks, the leg of that seat.
//
//   incoming   Announcement -> Waiting <-> Ringing -> Talking <-> Held
//   outgoing   Dialling -> Talking <-> Held
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/call.h"
#include "core/ids.h"
#include "core/phone_number.h"
#include "core/ports/switch.h"
#include "pbx/practice/seats.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sangdam::pbx {

enum class Stage { Announcement, Goodbye, Waiting, Ringing, Dialling, Talking, Held };
enum class Sound { Welcome, Goodbye, Music };

struct Flow {
    core::CallRef ref;
    core::Direction direction = core::Direction::Incoming;
    bool internal = false; // Seat to seat: nobody outside the switch is told.
    core::PhoneNumber customer;
    std::string did; // Dialled by, or shown to, the customer.
    Stage stage = Stage::Announcement;
    base::TimePoint queued_at{};        // Its place in the queue; kept when a seat lets it pass.
    std::optional<base::TimePoint> due; // The stage's patience ends.
    int welcomes = 1;                   // How often the announcement was begun.
    core::AgentId agent;                // Ringing, dialling or talking.
    core::AgentId colleague;            // Internal: the far leg's seat.
    bool told_ringing = false;
    std::optional<std::uint64_t> pull; // Ticket of the pick-up that rings.
    std::set<core::AgentId> tried;
};

struct FlowRules {
    std::chrono::milliseconds seat_patience{15'000};
    std::chrono::milliseconds key_patience{5'000};
    std::chrono::milliseconds far_patience{60'000}; // An outside party that does not answer.
    int welcomes = 3;                               // Then nobody is there, and the call ends.
    std::string queue;
    bool has_trunk = false;
};

struct Floor {
    FlowRules rules;
    Seats seats;
    std::map<core::CallRef, Flow> flows;
};

// --- what happened -------------------------------------------------------------------------------
struct CustomerCame {
    core::CallRef call;
    core::PhoneNumber caller;
    std::string did;
};
struct KeyPressed {
    core::CallRef call;
    char key;
};
struct SoundFinished {
    core::CallRef call;
};
struct FarRings {
    core::CallRef call;
};
struct FarAnswered {
    core::CallRef call;
};
struct FarLeft { // Hung up, gave up, or – with a status – refused to come.
    core::CallRef call;
    int status = 0;
};
struct SeatRings {
    core::CallRef call;
    core::AgentId agent;
};
struct SeatAnswered {
    core::CallRef call;
    core::AgentId agent;
};
struct SeatLeft {
    core::CallRef call;
    core::AgentId agent;
    int status = 0;
};
struct SeatHeld {
    core::CallRef call;
    core::AgentId agent;
    bool on;
};
struct SeatDialled {
    core::CallRef call;
    core::AgentId agent;
    std::string target; // A number or an extension.
    std::string shown;  // Key of the own number.
};
struct SeatsChanged {
    std::vector<std::pair<core::Seat, bool>> seats; // With "its phone is registered".
};
struct SeatAvailable {
    core::AgentId agent;
    bool available;
};
struct SeatReachable {
    core::AgentId agent;
    bool reachable;
};
struct PickUp {
    core::CallRef call;
    core::AgentId agent;
    std::uint64_t ticket;
};
struct HangUp {
    core::CallRef call;
};
struct Tick {}; // next_due() has come.

using FlowEvent = std::variant<CustomerCame, KeyPressed, SoundFinished, FarRings, FarAnswered,
                               FarLeft, SeatRings, SeatAnswered, SeatLeft, SeatHeld, SeatDialled,
                               SeatsChanged, SeatAvailable, SeatReachable, PickUp, HangUp, Tick>;

// --- what must be done ---------------------------------------------------------------------------
struct AnswerFar {
    core::CallRef call;
};
struct Play { // To the far leg. Music loops, the others say when they are finished.
    core::CallRef call;
    Sound sound;
};
struct RingSeat {
    core::CallRef call;
    core::AgentId agent;
};
enum class Farewell { Plain, Elsewhere }; // Elsewhere: a colleague has it, not a missed call.
struct EndSeat {
    core::CallRef call;
    core::AgentId agent;
    int status = 0; // Of the refusal, when the seat dialled and still waits for an answer.
    Farewell farewell = Farewell::Plain;
};
struct EndFar {
    core::CallRef call;
};
struct RingOutside {
    core::CallRef call;
    std::string target;
};
struct RingColleague {
    core::CallRef call;
    core::AgentId agent;
};
struct TellDiallerItRings {
    core::CallRef call;
    core::AgentId agent;
};
struct AnswerDialler {
    core::CallRef call;
    core::AgentId agent;
};
struct Bridge {
    core::CallRef call;
    core::AgentId agent;
};
struct Tell {
    core::SwitchEvent event;
};
struct PickUpDone {
    std::uint64_t ticket;
    base::Status status;
};

using FlowAction =
    std::variant<AnswerFar, Play, RingSeat, EndSeat, EndFar, RingOutside, RingColleague,
                 TellDiallerItRings, AnswerDialler, Bridge, Tell, PickUpDone>;
using FlowActions = std::vector<FlowAction>; // In the order in which they must be carried out.

// An event that fits no call, or not its stage, changes nothing but what it leaves behind: a seat
// that answers too late is hung up.
FlowActions step(Floor&, const FlowEvent&, base::TimePoint now);

// When to send the next Tick; nothing: not before something else happens.
std::optional<base::TimePoint> next_due(const Floor&, base::TimePoint now);

} // namespace sangdam::pbx
