// SPDX-License-Identifier: MIT
//
// The life of one call on the agent's phone, as a pure function. It knows no SIP, no sound and no
// clock: it is told what happened and answers what must be done.
#pragma once

#include "core/ids.h"
#include "core/phone_number.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sangdam::core {

enum class Direction { Incoming, Outgoing };

enum class Phase {
    Ringing,  // Incoming, not answered.
    Dialing,  // Outgoing, nothing heard from the far end.
    Alerting, // Outgoing, the far end rings (180/183).
    Talking,
    Held, // By us.
    Ended
};

// Why a call is over. The agent's words for it are chosen in ui/.
enum class EndCause {
    LocalHangup,
    RemoteHangup,
    Cancelled,         // The caller gave up while it rang: a missed call.
    AnsweredElsewhere, // A colleague took it (RFC 3326 Reason: cause=200): not a missed call.
    Rejected,          // By us, or by the far end (603, 486 after 180 …).
    Busy,
    NoAnswer,
    NotFound, // 404, 484, 604
    Unreachable,
    Refused, // 401/403/407: the PBX does not let us.
    Failed
};

struct Call {
    CallId id{};
    Direction direction = Direction::Incoming;
    Phase phase = Phase::Ended;
    PhoneNumber peer;
    std::string peer_name; // Display name of the far end, may be empty.
    CallRef ref;           // Empty when no centre stands behind the PBX.
    std::string dialled;   // The number the customer dialled, as the PBX said it.
    std::string queue;     // Label of the queue, may be empty.
    bool muted = false;
    std::optional<EndCause> cause; // Set when phase == Ended.

    friend bool operator==(const Call&, const Call&) = default;
};

// --- what happened -------------------------------------------------------------------------
struct Answer {}; // The agent, by handset, key or button.
struct Hangup {}; // The agent; on a ringing call it declines.
struct SetHold {
    bool on;
};
struct SetMute {
    bool on;
};
struct SendDigit {
    char digit; // 0-9 * # A-D
};
struct RemoteAlerting {};
struct RemoteAnswered {};
struct RemoteEnded {
    EndCause cause;
};
using CallEvent = std::variant<Answer, Hangup, SetHold, SetMute, SendDigit, RemoteAlerting,
                               RemoteAnswered, RemoteEnded>;

// --- what must be done ----------------------------------------------------------------------
enum class Act {
    SendOk,
    SendDecline,
    SendCancel,
    SendBye,
    SendHold,
    SendResume,
    StartMedia,
    StopMedia,
    Mute,
    Unmute
};
struct PlayDigit {
    char digit;
    friend bool operator==(const PlayDigit&, const PlayDigit&) = default;
};
using Effect = std::variant<Act, PlayDigit>;

struct Step {
    Call call;
    std::vector<Effect> effects; // In the order in which they must be carried out.
};

// An event that makes no sense in this phase changes nothing: late messages are normal on a
// network, not errors.
Step step(Call, const CallEvent&);

bool alive(const Call&); // Not Ended.
std::string_view name(Phase);
std::string_view name(EndCause);
std::string_view name(Direction); // "incoming", "outgoing"
std::optional<Direction> parse_direction(std::string_view);

} // namespace sangdam::core
