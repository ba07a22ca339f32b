// SPDX-License-Identifier: MIT

#include "phone/phone_calls.h"

#include "base/log.h"
#include "base/match.h"
#include "media/tones.h"
#include "sip/message.h"

#include <algorithm>
#include <utility>

namespace sangdam::phone {
namespace {

using core::Act;
using core::Phase;

// What a telephone answers with its busy tone; the reason stands on the screen.
bool refused_far_away(const core::Call& call) {
    if (call.direction != core::Direction::Outgoing) return false;
    switch (call.cause.value_or(core::EndCause::LocalHangup)) {
    case core::EndCause::Busy:
    case core::EndCause::Rejected:
    case core::EndCause::NoAnswer:
    case core::EndCause::NotFound:
    case core::EndCause::Unreachable: return true;
    default: return false;
    }
}

} // namespace

PhoneCalls::PhoneCalls(sip::Endpoint& endpoint, media::Engine& engine, base::Timers& timers,
                       const base::Clock& clock, const SeatAccounts& seats, core::CallId last_call)
    : endpoint_(endpoint), engine_(engine), timers_(timers), clock_(clock), seats_(seats),
      last_call_(static_cast<std::uint32_t>(last_call)),
      last_session_(static_cast<std::uint64_t>(clock.wall().time_since_epoch().count())),
      tones_(engine, timers) {
    endpoint_.set_listener(this);
    engine_.set_listener(this);
}

PhoneCalls::~PhoneCalls() {
    endpoint_.set_listener(nullptr);
    engine_.set_listener(nullptr);
    for (auto& [id, line] : lines_) {
        endpoint_.bye(line->leg);
        engine_.stop(line->stream);
    }
}

PhoneCalls::Line* PhoneCalls::find(core::CallId id) {
    const auto found = lines_.find(id);
    return found == lines_.end() ? nullptr : found->second.get();
}

PhoneCalls::Line* PhoneCalls::find(sip::LegId leg) {
    for (auto& [id, line] : lines_)
        if (line->leg == leg) return line.get();
    return nullptr;
}

PhoneCalls::Line* PhoneCalls::find(media::StreamId stream) {
    for (auto& [id, line] : lines_)
        if (line->stream == stream) return line.get();
    return nullptr;
}

Session PhoneCalls::new_session(std::size_t seat, std::string ip, std::uint16_t port,
                                sip::SrtpWish wish) {
    Session::Start start;
    start.local_ip = std::move(ip);
    start.rtp_port = port;
    start.id = ++last_session_;
    start.srtp = wish;
    if (wish != sip::SrtpWish::Off) start.keys = sip::fresh_keys(random_);
    if (wish != sip::SrtpWish::Off && !seats_[seat].registrar.secure())
        base::log::warn("phone", "keys of SRTP travel readable: the signalling is not TLS");
    return Session{std::move(start)};
}

base::Result<std::unique_ptr<PhoneCalls::Line>> PhoneCalls::new_line(std::size_t seat) {
    if (lines_.size() >= kMaxCalls)
        return base::Error{base::Errc::Unavailable, "all lines are taken"};
    const auto ip = endpoint_.address_towards(seats_[seat].registrar.host());
    SDC_TRY(const auto reserved, engine_.reserve(ip));
    auto line = std::make_unique<Line>(
        reserved.id, new_session(seat, ip, reserved.rtp_port, seats_[seat].account.srtp));
    line->call.id = core::CallId{++last_call_};
    line->call.account = seats_[seat].name();
    line->seat = seat;
    line->ip = ip;
    line->rtp_port = reserved.rtp_port;
    return line;
}

// --- commands -----------------------------------------------------------------------------------

base::Result<core::CallId> PhoneCalls::dial(std::string_view target, std::string_view account) {
    SDC_TRY(const auto seat, account_named(seats_, account));
    SDC_TRY(const auto uri, request_uri(target, seats_[seat].registrar));
    return call_out({seat, uri, core::PhoneNumber::parse(target)});
}

base::Result<core::CallId> PhoneCalls::pick_up(const PickUpWay& way) {
    SDC_TRY(const auto uri, request_uri(way.target, seats_.front().registrar));
    Out out{0, uri, core::PhoneNumber::parse(way.target)};
    out.replaces = way.replaces;
    return call_out(out);
}

base::Result<sip::LegId> PhoneCalls::invite(Line& line, const Out& call) {
    const auto& seat = seat_of(line);
    sip::OutgoingLeg out;
    out.target = call.target;
    out.route = seat.route;
    out.from_uri = seat.uri();
    out.from_display = seat.account.display;
    out.sdp = line.session.offer();
    out.replaces = call.replaces;
    out.referred_by = call.referred_by;
    out.credentials = seat.credentials();
    return endpoint_.invite(std::move(out));
}

base::Result<core::CallId> PhoneCalls::call_out(const Out& out) {
    SDC_TRY(auto line, new_line(out.seat));
    line->call.direction = core::Direction::Outgoing;
    line->call.phase = Phase::Dialing;
    line->call.peer = out.peer;
    line->target = out.target;
    line->asked_by = out.asked_by;
    const auto leg = invite(*line, out);
    if (!leg) {
        engine_.stop(line->stream);
        return leg.error();
    }
    line->leg = *leg;
    const auto id = line->call.id;
    const auto call = line->call;
    // Whoever is on the line now waits while we call somebody else.
    hold_others(id);
    lines_.emplace(id, std::move(line));
    follow_tones(call);
    if (listener_ != nullptr) listener_->call_changed(call);
    return id;
}

// A PBX that takes nothing but RTP/SAVP refuses the modest way in which "preferred" asks (RTP/AVP
// with keys): then it is asked once more, the way it wants.
bool PhoneCalls::try_with_keys(Line& line, const sip::Ending& ending) {
    const bool refused = ending.by_remote && (ending.status == 488 || ending.status == 606);
    if (!refused || line.call.direction != core::Direction::Outgoing || line.session.agreed() ||
        seat_of(line).account.srtp != sip::SrtpWish::Preferred || line.tried_with_keys)
        return false;
    line.tried_with_keys = true;
    line.session = new_session(line.seat, line.ip, line.rtp_port, sip::SrtpWish::Mandatory);
    const auto leg = invite(line, {line.seat, line.target, line.call.peer});
    if (leg) line.leg = *leg;
    return leg.has_value();
}

void PhoneCalls::apply(core::CallId id, const core::CallEvent& event) {
    auto* line = find(id);
    if (line == nullptr) return;
    auto [next, effects] = core::step(line->call, event);
    const bool changed = !(next == line->call);
    line->call = next;
    for (const auto& effect : effects) carry_out(*line, effect);
    if (!core::alive(next)) {
        engine_.stop(line->stream); // Also gives a port back that never carried a packet.
        lines_.erase(id);
    }
    if (!core::alive(next)) leave_conference_alone();
    share_the_line();
    follow_tones(next);
    // Last: the listener may call the phone from inside.
    if (changed && listener_ != nullptr) listener_->call_changed(next);
}

void PhoneCalls::hold_others(core::CallId but) {
    const auto* one = find(but);
    const bool together = one != nullptr && one->call.conference;
    std::vector<core::CallId> talking; // apply() changes lines_.
    for (const auto& [id, line] : lines_)
        if (id != but && line->call.phase == Phase::Talking && !(together && line->call.conference))
            talking.push_back(id);
    for (const auto id : talking) apply(id, core::SetHold{true});
}

void PhoneCalls::take_the_line(core::CallId id, const core::CallEvent& event) {
    const auto* line = find(id);
    if (line == nullptr) return;
    const bool will_talk = core::step(line->call, event).call.phase == Phase::Talking;
    // First the one who waits, then the one who is put on hold: his 200 must not wait.
    apply(id, event);
    if (will_talk) hold_others(id);
}

void PhoneCalls::carry_out(Line& line, const core::Effect& effect) {
    std::visit(
        base::Match{[&](Act what) { act(line, what); },
                    [&](const core::PlayDigit& key) { play_digit(line, key.digit); },
                    [&](const core::Refer& refer) {
                        endpoint_.refer(line.leg, refer.target, "<" + seat_of(line).uri() + ">");
                        await_word(line);
                    },
                    [&](const core::ReferInto& refer) {
                        const auto* other = find(refer.other);
                        endpoint_.refer_into(line.leg, other != nullptr ? other->leg : sip::LegId{},
                                             "<" + seat_of(line).uri() + ">");
                        await_word(line);
                    }},
        effect);
}

void PhoneCalls::act(Line& line, Act what) {
    switch (what) {
    case Act::SendOk:
        endpoint_.answer(line.leg, line.late_offer ? line.session.offer() : line.answer);
        break;
    case Act::SendDecline:
    case Act::SendCancel:
    case Act::SendBye: endpoint_.bye(line.leg); break;
    case Act::SendHold:
    case Act::SendResume:
        line.session.hold(what == Act::SendHold);
        endpoint_.reinvite(line.leg, line.session.offer());
        break;
    case Act::StartMedia: run_media(line); break;
    case Act::StopMedia: break; // The call has ended: apply() stops the stream.
    case Act::Mute:
    case Act::Unmute: engine_.set_mute(line.stream, what == Act::Mute); break;
    }
}

void PhoneCalls::play_digit(Line& line, char digit) {
    const auto& agreed = line.session.agreed();
    if (agreed && agreed->send_events) {
        engine_.send_digit(line.stream, digit);
    } else {
        endpoint_.info_digit(line.leg, digit); // The far end knows no RFC 4733.
    }
}

void PhoneCalls::run_media(Line& line) {
    const auto& agreed = line.session.agreed();
    if (!agreed) return; // The answer comes in the ACK.
    const auto config = stream_config(*agreed);
    if (!config) return fail(line, "no codec in common");
    if (std::exchange(line.started, true)) {
        engine_.update(line.stream, *config);
    } else {
        engine_.start(line.stream, *config);
    }
}

void PhoneCalls::share_the_line() {
    for (auto& [id, line] : lines_) {
        const auto phase = line->call.phase;
        const bool early = phase == Phase::Dialing || phase == Phase::Alerting;
        const bool wants = line->started && (phase == Phase::Talking || early);
        if (line->on_line == wants) continue;
        line->on_line = wants;
        engine_.connect(line->stream, wants ? media::Target{media::SoundLine{}}
                                            : media::Target{media::Silence{}});
    }
}

// We make the ringback ourselves until early media brings the far end's own (RFC 3960 §3.2).
void PhoneCalls::follow_tones(const core::Call& changed) {
    const auto any = [&](auto fits) {
        return std::any_of(lines_.begin(), lines_.end(),
                           [&](const auto& entry) { return fits(*entry.second); });
    };
    const bool alone = !any([](const Line& line) { return line.call.phase != Phase::Ringing; });
    if (changed.cause && alone && refused_far_away(changed)) return tones_.busy();
    if (!alone) {
        const bool rings = any(
            [](const Line& line) { return line.call.phase == Phase::Alerting && !line.started; });
        rings ? tones_.ringback(true) : tones_.quiet();
    } else {
        tones_.ringback(false);
    }
}

} // namespace sangdam::phone
