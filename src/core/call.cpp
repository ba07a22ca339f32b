// SPDX-License-Identifier: MIT

#include "core/call.h"

#include "base/match.h"

#include <utility>

namespace sangdam::core {
namespace {

using base::Match;

Step stay(Call call) { return {std::move(call), {}}; }

Step go(Call call, Phase next, std::vector<Effect> effects) {
    call.phase = next;
    return {std::move(call), std::move(effects)};
}

Step end(Call call, EndCause cause, std::vector<Effect> effects) {
    call.phase = Phase::Ended;
    call.conference = call.transferring = false;
    call.cause = cause;
    return {std::move(call), std::move(effects)};
}

bool has_media(Phase phase) { return phase == Phase::Talking || phase == Phase::Held; }

Step answer(Call call) {
    if (call.phase != Phase::Ringing) return stay(std::move(call));
    // The 200 goes out before the sound starts: hook to answer is what the caller waits for.
    return go(std::move(call), Phase::Talking, {Act::SendOk, Act::StartMedia});
}

Step hang_up(Call call) {
    switch (call.phase) {
    case Phase::Ringing: return end(std::move(call), EndCause::Rejected, {Act::SendDecline});
    case Phase::Dialing:
    case Phase::Alerting: return end(std::move(call), EndCause::LocalHangup, {Act::SendCancel});
    case Phase::Talking:
    case Phase::Held:
        return end(std::move(call), EndCause::LocalHangup, {Act::StopMedia, Act::SendBye});
    case Phase::Ended: break;
    }
    return stay(std::move(call));
}

Step hold(Call call, bool on) {
    if (call.transferring) return stay(std::move(call)); // It waits for the far end's word.
    if (on && call.phase == Phase::Talking)
        return go(std::move(call), Phase::Held, {Act::SendHold});
    if (!on && call.phase == Phase::Held)
        return go(std::move(call), Phase::Talking, {Act::SendResume});
    return stay(std::move(call));
}

Step mute(Call call, bool on) {
    if (!has_media(call.phase) || call.muted == on) return stay(std::move(call));
    call.muted = on;
    return {std::move(call), {on ? Act::Mute : Act::Unmute}};
}

// Whoever is handed on waits: what we say to somebody else is not for his ears, and he must not
// wonder why nobody answers (he hears the PBX's music).
Step transfer(Call call, Effect refer) {
    if (!has_media(call.phase) || call.transferring) return stay(std::move(call));
    std::vector<Effect> effects;
    if (call.phase == Phase::Talking) effects.emplace_back(Act::SendHold);
    effects.push_back(std::move(refer));
    call.transferring = true;
    call.transfer_failed.reset();
    call.conference = false;
    return go(std::move(call), Phase::Held, std::move(effects));
}

Step transfer_refused(Call call, const TransferRefused& refused) {
    if (!call.transferring) return stay(std::move(call));
    call.transferring = false;
    call.transfer_failed = refused.why;
    if (!refused.line_free) return stay(std::move(call));
    return go(std::move(call), Phase::Talking, {Act::SendResume});
}

// RFC 3515 leaves the transferor's own dialog alone, and PBXs do too: the BYE is ours to send.
Step transfer_taken(Call call) {
    if (!call.transferring) return stay(std::move(call));
    return end(std::move(call), EndCause::Transferred, {Act::StopMedia, Act::SendBye});
}

Step conference(Call call, bool on) {
    if (!has_media(call.phase) || call.transferring || call.conference == on)
        return stay(std::move(call));
    call.conference = on;
    if (on && call.phase == Phase::Held)
        return go(std::move(call), Phase::Talking, {Act::SendResume});
    return stay(std::move(call));
}

Step media_agreed(Call call, const MediaAgreed& agreed) {
    if (call.phase == Phase::Ended) return stay(std::move(call));
    call.held_by_remote = agreed.held_by_remote;
    call.encrypted = agreed.encrypted;
    call.codec = agreed.codec;
    return stay(std::move(call));
}

// A BYE from the far end while it carries out our transfer: it went well, the PBX says so this way.
EndCause cause_of_end(const Call& call, EndCause told) {
    return call.transferring && told == EndCause::RemoteHangup ? EndCause::Transferred : told;
}

Step remote_ended(Call call, EndCause told) {
    if (call.phase == Phase::Ended) return stay(std::move(call));
    auto effects =
        has_media(call.phase) ? std::vector<Effect>{Act::StopMedia} : std::vector<Effect>{};
    const auto cause = cause_of_end(call, told);
    return end(std::move(call), cause, std::move(effects));
}

bool is_digit(char c) {
    return (c >= '0' && c <= '9') || c == '*' || c == '#' || (c >= 'A' && c <= 'D');
}

} // namespace

Step step(Call call, const CallEvent& event) {
    const auto phase = call.phase;
    return std::visit(
        Match{
            [&](Answer) { return answer(std::move(call)); },
            [&](Hangup) { return hang_up(std::move(call)); },
            [&](SetHold to) { return hold(std::move(call), to.on); },
            [&](SetMute to) { return mute(std::move(call), to.on); },
            [&](SendDigit key) {
                if (phase != Phase::Talking || !is_digit(key.digit)) return stay(std::move(call));
                return Step{std::move(call), {PlayDigit{key.digit}}};
            },
            [&](const TransferTo& to) { return transfer(std::move(call), Refer{to.target}); },
            [&](TransferInto to) { return transfer(std::move(call), ReferInto{to.other}); },
            [&](TransferTaken) { return transfer_taken(std::move(call)); },
            [&](TransferRefused refused) { return transfer_refused(std::move(call), refused); },
            [&](SetConference to) { return conference(std::move(call), to.on); },
            [&](const MediaAgreed& agreed) { return media_agreed(std::move(call), agreed); },
            [&](RemoteAlerting) {
                return phase == Phase::Dialing ? go(std::move(call), Phase::Alerting, {})
                                               : stay(std::move(call));
            },
            [&](RemoteAnswered) {
                return phase == Phase::Dialing || phase == Phase::Alerting
                           ? go(std::move(call), Phase::Talking, {Act::StartMedia})
                           : stay(std::move(call));
            },
            [&](RemoteEnded ended) { return remote_ended(std::move(call), ended.cause); },
        },
        event);
}

bool alive(const Call& call) { return call.phase != Phase::Ended; }

std::string_view name(Phase phase) {
    switch (phase) {
    case Phase::Ringing: return "ringing";
    case Phase::Dialing: return "dialing";
    case Phase::Alerting: return "alerting";
    case Phase::Talking: return "talking";
    case Phase::Held: return "held";
    case Phase::Ended: return "ended";
    }
    return "unknown";
}

std::string_view name(EndCause cause) {
    switch (cause) {
    case EndCause::LocalHangup: return "local_hangup";
    case EndCause::RemoteHangup: return "remote_hangup";
    case EndCause::Cancelled: return "cancelled";
    case EndCause::AnsweredElsewhere: return "answered_elsewhere";
    case EndCause::Rejected: return "rejected";
    case EndCause::Busy: return "busy";
    case EndCause::NoAnswer: return "no_answer";
    case EndCause::NotFound: return "not_found";
    case EndCause::Unreachable: return "unreachable";
    case EndCause::Refused: return "refused";
    case EndCause::Transferred: return "transferred";
    case EndCause::NotEncrypted: return "not_encrypted";
    case EndCause::Failed: return "failed";
    }
    return "unknown";
}

std::string_view name(Direction direction) {
    return direction == Direction::Incoming ? "incoming" : "outgoing";
}
std::optional<Direction> parse_direction(std::string_view text) {
    for (const auto each : {Direction::Incoming, Direction::Outgoing})
        if (name(each) == text) return each;
    return std::nullopt;
}

} // namespace sangdam::core
