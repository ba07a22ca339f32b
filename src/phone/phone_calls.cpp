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

// Whom to show. An identity that the PBX vouches for wins, unless the caller asked for privacy
// (RFC 3323, RFC 3325 §9.3).
const sip::Party& shown_party(const sip::IncomingLeg& in) {
    const auto privacy = sip::value_of(in.headers, "Privacy");
    const bool hide = privacy.find("id") != std::string_view::npos;
    return in.asserted && !hide && !in.asserted->user.empty() ? *in.asserted : in.from;
}

core::Call incoming_call(const sip::IncomingLeg& in) {
    core::Call call;
    call.direction = core::Direction::Incoming;
    call.phase = Phase::Ringing;
    const auto& party = shown_party(in);
    call.peer = core::PhoneNumber::parse(party.user);
    call.peer_name = party.display;
    call.ref = core::CallRef{std::string{sip::value_of(in.headers, core::kCallRefHeader)}};
    call.queue = sip::percent_decoded(sip::value_of(in.headers, core::kQueueHeader));
    call.dialled = std::string{sip::value_of(in.headers, core::kDialledHeader)};
    return call;
}

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
                       const base::Clock& clock, PhoneAccount account, Registrar registrar,
                       core::CallId last_call)
    : endpoint_(endpoint), engine_(engine), timers_(timers), clock_(clock),
      account_(std::move(account)), registrar_(std::move(registrar)),
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

base::Result<PhoneCalls::Line> PhoneCalls::new_line() {
    if (lines_.size() >= kMaxCalls)
        return base::Error{base::Errc::Unavailable, "all lines are taken"};
    const auto ip = endpoint_.address_towards(registrar_.host());
    SDC_TRY(const auto reserved, engine_.reserve(ip));
    core::Call call;
    call.id = core::CallId{++last_call_};
    return Line{std::move(call),
                {},
                reserved.id,
                Session{ip, reserved.rtp_port, ++last_session_},
                {},
                false,
                false,
                false,
                false,
                {}};
}

// --- commands -----------------------------------------------------------------------------------

base::Result<core::CallId> PhoneCalls::dial(std::string_view target) {
    SDC_TRY(const auto uri, request_uri(target, registrar_));
    SDC_TRY(auto line, new_line());
    line.call.direction = core::Direction::Outgoing;
    line.call.phase = Phase::Dialing;
    line.call.peer = core::PhoneNumber::parse(target);

    sip::OutgoingLeg out;
    out.target = uri;
    out.from_uri = own_uri();
    out.from_display = account_.display;
    out.sdp = line.session.offer();
    out.credentials = sip::Credentials{
        account_.auth_user.empty() ? account_.user : account_.auth_user, account_.secret};
    const auto leg = endpoint_.invite(std::move(out));
    if (!leg) {
        engine_.stop(line.stream);
        return leg.error();
    }
    line.leg = *leg;
    const auto id = line.call.id;
    const auto call = line.call;
    // Whoever is on the line now waits while we call somebody else.
    hold_others(id);
    lines_.emplace(id, std::make_unique<Line>(std::move(line)));
    if (listener_ != nullptr) listener_->call_changed(call);
    return id;
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
    std::visit(base::Match{[&](Act what) { act(line, what); },
                           [&](const core::PlayDigit& key) { play_digit(line, key.digit); },
                           [&](const core::Refer& refer) {
                               endpoint_.refer(line.leg, refer.target, "<" + own_uri() + ">");
                               await_word(line);
                           },
                           [&](const core::ReferInto& refer) {
                               const auto* other = find(refer.other);
                               endpoint_.refer_into(line.leg,
                                                    other != nullptr ? other->leg : sip::LegId{},
                                                    "<" + own_uri() + ">");
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

void PhoneCalls::fail(Line& line, const char* why) {
    base::log::warn("phone", "call {}: {}", static_cast<std::uint32_t>(line.call.id), why);
    endpoint_.bye(line.leg, "SIP;cause=488");
}

// --- what the endpoint tells ---------------------------------------------------------------------

void PhoneCalls::leg_offered(const sip::IncomingLeg& in) {
    if (lines_.size() >= kMaxCalls) return endpoint_.reject(in.leg, 486);
    auto made = new_line();
    if (!made) {
        base::log::error("phone", "cannot take a call: {}", made.error().what);
        return endpoint_.reject(in.leg, 500);
    }
    auto line = std::make_unique<Line>(std::move(*made));
    line->leg = in.leg;
    const auto id = line->call.id;
    line->call = incoming_call(in);
    line->call.id = id;
    line->late_offer = in.sdp.empty();
    if (!line->late_offer) {
        auto answer = line->session.answer_to(in.sdp);
        if (!answer) {
            engine_.stop(line->stream);
            return endpoint_.reject(in.leg, 488);
        }
        line->answer = std::move(*answer);
        line->call = core::step(line->call, media_agreed(line->session)).call;
    }
    endpoint_.ring(in.leg);
    const auto call = line->call;
    lines_.emplace(id, std::move(line));
    if (observer_ != nullptr) observer_->invite_received(id, in.received);
    base::log::info("phone", "call {}: {} rings", static_cast<std::uint32_t>(id),
                    call.peer.masked());
    if (listener_ != nullptr) listener_->call_changed(call);
}

void PhoneCalls::leg_progress(sip::LegId leg, int status, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr || line->call.direction != core::Direction::Outgoing) return;
    if (!sdp.empty() && line->session.take_answer(sdp)) {
        run_media(*line);
        tell_media(*line);
    }
    if (status == 180 || status == 183) return apply(line->call.id, core::RemoteAlerting{});
    share_the_line();
}

void PhoneCalls::leg_answered(sip::LegId leg, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr) return;
    const bool understood = !sdp.empty() && line->session.take_answer(sdp);
    if (!understood && !line->session.agreed())
        return fail(*line, "the answer has no audio for us");
    const auto id = line->call.id;
    apply(id, core::RemoteAnswered{});
    if (auto* still = find(id)) tell_media(*still); // The listener may have hung up at once.
}

void PhoneCalls::leg_accepted(sip::LegId leg) {
    auto* line = find(leg);
    if (line == nullptr || std::exchange(line->accepted, true)) return;
    if (observer_ != nullptr) observer_->ok_sent(line->call.id, clock_.now());
}

void PhoneCalls::leg_confirmed(sip::LegId leg, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr || !std::exchange(line->late_offer, false)) return;
    if (!line->session.take_answer(sdp)) return fail(*line, "the ACK has no audio for us");
    run_media(*line);
    share_the_line();
    tell_media(*line);
}

void PhoneCalls::leg_reoffered(sip::LegId leg, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr) return endpoint_.reject(leg, 481);
    if (sdp.empty()) {
        line->late_offer = true;
        return endpoint_.answer(leg, line->session.offer());
    }
    const auto answer = line->session.answer_to(sdp);
    if (!answer) return endpoint_.reject(leg, 488); // The call goes on as it was.
    endpoint_.answer(leg, *answer);
    run_media(*line);
    share_the_line();
    tell_media(*line);
}

void PhoneCalls::leg_reanswered(sip::LegId leg, int status, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr) return;
    if (status >= 300 || !line->session.take_answer(sdp)) {
        base::log::warn("phone", "call {}: hold or resume was refused ({})",
                        static_cast<std::uint32_t>(line->call.id), status);
        return;
    }
    run_media(*line);
    tell_media(*line);
}

void PhoneCalls::leg_refer_told(sip::LegId leg, int status, bool final) {
    const auto* line = find(leg);
    if (line == nullptr || !final) return;
    const auto id = line->call.id;
    base::log::info("phone", "call {}: the transfer ended with {}", static_cast<std::uint32_t>(id),
                    status);
    if (status < 300) return apply(id, core::TransferTaken{});
    sip::Ending ending;
    ending.status = status;
    transfer_refused(id, end_cause(core::Direction::Outgoing, ending));
}

void PhoneCalls::leg_digit(sip::LegId leg, char digit) {
    auto* line = find(leg);
    if (line != nullptr && listener_ != nullptr) listener_->digit_heard(line->call.id, digit);
}

void PhoneCalls::leg_ended(sip::LegId leg, const sip::Ending& ending) {
    auto* line = find(leg);
    if (line == nullptr) return; // We hung up; the call is over already.
    // A dialog that we ourselves had to give up is no decision of the agent's.
    auto cause = end_cause(line->call.direction, ending);
    if (cause == core::EndCause::LocalHangup) cause = core::EndCause::Failed;
    apply(line->call.id, core::RemoteEnded{cause});
}

// --- what the engine tells -----------------------------------------------------------------------

void PhoneCalls::digit_heard(media::StreamId stream, char digit) {
    auto* line = find(stream);
    if (line != nullptr && listener_ != nullptr) listener_->digit_heard(line->call.id, digit);
}

void PhoneCalls::rtp_silent(media::StreamId stream) {
    if (const auto* line = find(stream))
        base::log::warn("phone", "call {}: no sound arrives from the far end",
                        static_cast<std::uint32_t>(line->call.id));
}

void PhoneCalls::rtp_resumed(media::StreamId stream) {
    if (const auto* line = find(stream))
        base::log::info("phone", "call {}: sound arrives again",
                        static_cast<std::uint32_t>(line->call.id));
}

void PhoneCalls::stream_stopped(media::StreamId, const media::StreamStats& stats) {
    base::log::info("phone",
                    "sound ended: {} packets sent, {} received, {} lost, {} late, jitter {:.1f} ms",
                    stats.packets_sent, stats.packets_received, stats.packets_lost,
                    stats.packets_late, stats.jitter_ms);
}

} // namespace sangdam::phone
