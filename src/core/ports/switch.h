// SPDX-License-Identifier: MIT
//
// Port from the hub to whatever switches the calls: the built-in practice switch, Asterisk, or a
// plain SIP PBX. The hub's use cases do not know which one runs.
//
// Notices may come twice, and those of different seats in either order: after a lost connection an
// engine rebuilds what is going on and tells only the differences, and one that began afresh tells
// everything again. The truth about a call is who hears whom: SwitchConnected, SwitchEnded.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/agent.h"
#include "core/call.h"
#include "core/ids.h"
#include "core/outcall.h"
#include "core/phone_number.h"
#include "core/switch_settings.h"

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
struct SwitchMenuChosen { // A key of the announcement's menu that means something.
    CallRef ref;
    char key = 0;
    std::string label;
};
struct SwitchQueued { // Asked for an agent, or was given back by a seat or a failed transfer.
    CallRef ref;
    std::string queue;     // Label.
    bool returned = false; // Its place in the queue is the one it had.
};
struct SwitchSeatRinging {
    CallRef ref;
    AgentId agent;
    // Call-ID of that ring as the phone sees it, for engines whose INVITE cannot carry
    // kCallRefHeader. Usually empty.
    std::string sip_call_id = {};
};
struct SwitchSeatStopped { // The seat no longer rings and did not answer.
    CallRef ref;
    AgentId agent;
    std::string outcome; // As Attempt::outcome.
    // How often this call was taken back from a seat so far (호회수), this time included when the
    // outcome is "no_answer".
    int taken_back = 0;
};
struct SwitchConnected { // Agent and customer hear each other. After a transfer: the new agent.
    CallRef ref;
    AgentId agent;
    bool pulled = false; // By pick-up (당겨받기).
};
struct SwitchHeld { // The agent's phone holds the customer, or takes it back.
    CallRef ref;
    AgentId agent;
    bool on = false;
};
enum class TransferKind { Blind, Attended };
struct TransferTarget { // Exactly one is set.
    AgentId agent;
    PhoneNumber outside;
    std::string queue;
};
// Blind: `from` has let go, the customer waits for the target. Attended: the two are being joined.
struct SwitchTransferring {
    CallRef ref;
    AgentId from;
    TransferKind kind = TransferKind::Blind;
    TransferTarget to;
};
// The target talks with the customer, or has it in its queue. To an agent, SwitchConnected follows.
struct SwitchTransferred {
    CallRef ref;
    AgentId from;
    TransferTarget to;
};
// The way back: SwitchSeatRinging at `from` follows, SwitchConnected when `from` still has the
// customer on its line, or SwitchQueued (returned).
struct SwitchTransferFailed {
    CallRef ref;
    AgentId from;
    std::string outcome; // As Attempt::outcome, or "not_found".
};
struct SwitchOutgoing { // To a customer: dialled at the phone, or by place_outcall().
    CallRef ref;
    AgentId agent;
    PhoneNumber callee;
    std::string shown;    // Key of the own number shown.
    bool two_leg = false; // By place_outcall(): stages follow.
};
struct SwitchOutcallStage { // Of a two-leg call. Ended comes before its SwitchEnded.
    CallRef ref;
    AgentId agent;
    OutcallStage stage = OutcallStage::SeatRinging;
    OutcallFailure failure = OutcallFailure::None; // Only with Ended.
};
enum class RecordingState { Recording, Paused, Kept, Lost };
struct SwitchRecording {
    CallRef ref;
    RecordingState state = RecordingState::Recording;
    // With Kept: where the switch put it (its own name for it; sealed if it is on our disk). With
    // Lost: why, for the log.
    std::string where;
};
// Where the customer was when it ended. Missed calls are told apart by it (guide S6).
enum class EndedDuring { Announcement, Queue, Ringing, Talking, Dialling };
struct SwitchEnded {
    CallRef ref;
    EndCause cause = EndCause::Failed;
    bool by_customer = false;
    EndedDuring during = EndedDuring::Talking;
};
struct SwitchSeatReachable { // The seat's phone registered, or its registration ran out.
    AgentId agent;
    bool reachable;
};
// The connection to the switch. Lost: nothing is known of calls until it is back. Back: ask
// snapshot() and settle open calls that it does not list; they ended meanwhile, unseen.
struct SwitchLink {
    bool up = false;
    std::string what; // English, for the log.
};
using SwitchEvent =
    std::variant<SwitchCallArrived, SwitchMenuChosen, SwitchQueued, SwitchSeatRinging,
                 SwitchSeatStopped, SwitchConnected, SwitchHeld, SwitchTransferring,
                 SwitchTransferred, SwitchTransferFailed, SwitchOutgoing, SwitchOutcallStage,
                 SwitchRecording, SwitchEnded, SwitchSeatReachable, SwitchLink>;

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
    std::string shown = {}; // Key of the chosen 담당 번호, for calls dialled at the phone itself.
                            // Empty: the switch's first number.
};

struct Outcall {
    CallRef ref; // Made by who asks: asking twice is one call.
    AgentId agent;
    PhoneNumber callee;
    std::string shown; // Key of an own number; that it is approved was checked before.
};

enum class RecordingOrder { Start, Stop, Pause, Resume };

// One call as the switch has it now.
struct SwitchCall {
    CallRef ref;
    Direction direction = Direction::Incoming;
    PhoneNumber customer;
    std::string did;
    std::string queue;          // Empty: never asked for an agent.
    EndedDuring now{};          // Where it is.
    std::vector<AgentId> seats; // Ringing or talking.
    bool held = false;
    bool recording = false;
};
struct SwitchSnapshot {
    std::vector<SwitchCall> calls;
    std::vector<AgentId> reachable;
};

class SwitchPort {
public:
    using Done = std::function<void(base::Status)>; // Once, on the hub's thread, maybe later.

    virtual ~SwitchPort() = default;

    // Before start(). The listener is called on the executor the implementation was given.
    virtual void set_listener(SwitchListener) = 0;
    virtual base::Status start() = 0; // Errors: Unavailable (port taken, PBX down), BadInput.

    // From the hub's thread; nothing blocks.
    virtual void set_seats(std::vector<Seat>) = 0; // The whole list; replaces the former.
    virtual void set_available(const AgentId&, bool available) = 0; // False: do not ring this seat.
    // Whole; replaces the former. Heard by the next caller at the latest. Errors: Unavailable (this
    // switch cannot do it; which setting, in `what`), BadInput (two menu entries with one key).
    virtual void set_settings(SwitchSettings, Done) = 0;
    // Takes a waiting call, or one that rings elsewhere, to this agent's seat. The claim was won in
    // the database before. `done` says NotFound when the customer has gone meanwhile.
    virtual void pick_up(const CallRef&, const AgentId&, Done) = 0;
    // Rings the agent, then the customer. Done: under way, SwitchOutgoing and stages tell the rest.
    // Conflict: the seat has a call. Unavailable: there is no such seat, its phone is not
    // registered, or this switch cannot. BadInput: no number, or none to show.
    virtual void place_outcall(Outcall, Done) = 0;
    // NotFound: no such call, or nobody talks in it. Refused: the policy says no. Conflict: it is
    // so already.
    virtual void record(const CallRef&, RecordingOrder, Done) = 0;
    // Ends every leg of the call at whatever stage it is; of a two-leg call both.
    virtual void hang_up(const CallRef&) = 0;
    // Unavailable: the link is down.
    virtual void snapshot(std::function<void(base::Result<SwitchSnapshot>)>) = 0;
};

} // namespace sangdam::core
