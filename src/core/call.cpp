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

bool is_digit(char c) {
    return (c >= '0' && c <= '9') || c == '*' || c == '#' || (c >= 'A' && c <= 'D');
}

} // namespace

Step step(Call call, const CallEvent& event) {
    const auto phase = call.phase;
    return std::visit(Match{
                          [&](Answer) { return answer(std::move(call)); },
                          [&](Hangup) { return hang_up(std::move(call)); },
                          [&](SetHold to) { return hold(std::move(call), to.on); },
                          [&](SetMute to) { return mute(std::move(call), to.on); },
                          [&](SendDigit key) {
                              if (phase != Phase::Talking || !is_digit(key.digit))
                                  return stay(std::move(call));
                              return Step{std::move(call), {PlayDigit{key.digit}}};
                          },
                          [&](RemoteAlerting) {
                              return phase == Phase::Dialing
                                         ? go(std::move(call), Phase::Alerting, {})
                                         : stay(std::move(call));
                          },
                          [&](RemoteAnswered) {
                              return phase == Phase::Dialing || phase == Phase::Alerting
                                         ? go(std::move(call), Phase::Talking, {Act::StartMedia})
                                         : stay(std::move(call));
                          },
                          [&](RemoteEnded ended) {
                              if (phase == Phase::Ended) return stay(std::move(call));
                              auto effects = has_media(phase) ? std::vector<Effect>{Act::StopMedia}
                                                              : std::vector<Effect>{};
                              return end(std::move(call), ended.cause, std::move(effects));
                          },
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
