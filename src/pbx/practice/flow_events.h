// SPDX-License-Identifier: MIT
//
// What can happen to the calls of the practice switch: on their legs, at the seats, by request of
// the hub, and by time. Values. A leg is named by its call and its seat; the far leg has no seat.
#pragma once

#include "core/ids.h"
#include "core/phone_number.h"
#include "core/ports/switch.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sangdam::pbx {

struct CustomerCame {
    core::CallRef call;
    core::PhoneNumber caller;
    std::string did;
    bool open = true; // Within work hours.
};
struct KeyPressed {
    core::CallRef call;
    char key;
};
struct SoundFinished { // What was played to the far leg, or to a seat's.
    core::CallRef call;
    core::AgentId agent = {};
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
struct SeatTransfers { // REFER without Replaces.
    core::CallRef call;
    core::AgentId agent;
    std::string target; // A number, an extension, or "queue".
};
struct SeatJoins { // REFER with Replaces: the far ends of the agent's two calls talk.
    core::CallRef call;
    core::AgentId agent;
    core::CallRef with;
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
struct PlaceOutcall {
    core::Outcall outcall;
    std::uint64_t ticket;
};
struct Record {
    core::CallRef call;
    core::RecordingOrder order;
    std::uint64_t ticket;
};
struct HangUp {
    core::CallRef call;
};
struct Tick {}; // next_due() has come.

using FlowEvent = std::variant<CustomerCame, KeyPressed, SoundFinished, FarRings, FarAnswered,
                               FarLeft, SeatRings, SeatAnswered, SeatLeft, SeatHeld, SeatDialled,
                               SeatTransfers, SeatJoins, SeatsChanged, SeatAvailable, SeatReachable,
                               PickUp, PlaceOutcall, Record, HangUp, Tick>;

} // namespace sangdam::pbx
