// SPDX-License-Identifier: MIT
//
// What the calls of the practice switch can ask for. Values, to be carried out in their order.
#pragma once

#include "base/result.h"
#include "core/ids.h"
#include "core/ports/switch.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sangdam::pbx {

enum class Sound {
    Welcome,
    Closed,  // We are not here now.
    Goodbye, // Nobody pressed a key.
    Music,
    Starting,  // "통화를 시작합니다"
    Ringback,  // The far end rings.
    WhoCalls,  // "OOO 상담원으로부터 걸려온 전화입니다"
    QueuePlace // "두 번째 순서입니다"
};

struct AnswerFar {
    core::CallRef call;
};
// Music and ringback loop, the others say when they are finished. `agent` empty: to the far leg.
struct Play {
    core::CallRef call;
    Sound sound;
    core::AgentId agent = {};
    int place = 0; // QueuePlace.
};
struct RingSeat {
    core::CallRef call;
    core::AgentId agent;
};
enum class Farewell { Plain, Elsewhere }; // Elsewhere: a colleague has it, not a missed call.
struct EndSeat {
    core::CallRef call;
    core::AgentId agent;
    int status = 0; // Why the far end did not come; the seat is told.
    Farewell farewell = Farewell::Plain;
};
struct EndFar {
    core::CallRef call;
};
struct RingOutside { // `as` empty: the call's far leg; else in the place of that seat.
    core::CallRef call;
    std::string target;
    core::AgentId as = {};
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
struct MoveFarLeg { // The far leg of one call becomes a seat's leg of another.
    core::CallRef from;
    core::CallRef to;
    core::AgentId agent;
};
struct TellTransferor { // How its REFER comes out. 100: under way.
    core::CallRef call;
    core::AgentId agent;
    int status;
};
struct SetRecording {
    core::CallRef call;
    core::RecordingOrder order;
};
struct Tell {
    core::SwitchEvent event;
};
struct Reply { // To the hub's request of that ticket.
    std::uint64_t ticket;
    base::Status status;
};

using FlowAction = std::variant<AnswerFar, Play, RingSeat, EndSeat, EndFar, RingOutside,
                                RingColleague, TellDiallerItRings, AnswerDialler, Bridge,
                                MoveFarLeg, TellTransferor, SetRecording, Tell, Reply>;
using FlowActions = std::vector<FlowAction>; // In the order in which they must be carried out.

} // namespace sangdam::pbx
