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
    Refused,      // 401/403/407: the PBX does not let us.
    Transferred,  // We gave it to somebody else, who took it.
    NotEncrypted, // We demand SRTP and the far end has none: nothing was said in the clear.
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
    bool held_by_remote = false; // The far end does not listen now (music, or nothing).
    bool conference = false;     // On the line together with the others that say so.
    bool encrypted = false;      // Its sound is SRTP.
    bool auto_answer = false;    // Rings only because our own token asked it to be answered.
    std::string codec;           // As in SDP; empty: none agreed yet.
    std::string account;         // "201@pbx.example": whose line it is.
    bool transferring = false;   // We asked the far end to call somebody else; it has not said how
                                 // that went.
    std::optional<EndCause> transfer_failed; // Why the last one brought the customer back.
    std::optional<EndCause> cause;           // Set when phase == Ended.

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
// Blind: the far end is asked to call `target`, an address as the phone dials it (RFC 3515).
struct TransferTo {
    std::string target;
};
// Attended: the far end is asked to take the place we have in that other call (RFC 3891).
struct TransferInto {
    CallId other;
};
// The far end told how its own call went (sipfrag), or did not take the request at all.
struct TransferTaken {};
struct TransferRefused {
    EndCause why;
    bool line_free; // Nobody else is on the line: the customer comes back to it at once.
};
struct SetConference {
    bool on;
};
struct MediaAgreed {
    bool held_by_remote;
    bool encrypted;
    std::string codec;
};
struct RemoteAlerting {};
struct RemoteAnswered {};
struct RemoteEnded {
    EndCause cause;
};
using CallEvent = std::variant<Answer, Hangup, SetHold, SetMute, SendDigit, TransferTo,
                               TransferInto, TransferTaken, TransferRefused, SetConference,
                               MediaAgreed, RemoteAlerting, RemoteAnswered, RemoteEnded>;

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
struct Refer {
    std::string target;
    friend bool operator==(const Refer&, const Refer&) = default;
};
struct ReferInto {
    CallId other;
    friend bool operator==(const ReferInto&, const ReferInto&) = default;
};
using Effect = std::variant<Act, PlayDigit, Refer, ReferInto>;

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
