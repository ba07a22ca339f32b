// SPDX-License-Identifier: MIT
//
// PhoneCalls as a listener: what the endpoint and the engine tell becomes core's events.

#include "base/log.h"
#include "phone/phone_calls.h"
#include "sip/message.h"

#include <algorithm>
#include <utility>

namespace sangdam::phone {
namespace {

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

} // namespace

void PhoneCalls::fail(Line& line, const char* why, core::EndCause cause) {
    base::log::warn("phone", "call {}: {}", static_cast<std::uint32_t>(line.call.id), why);
    line.own_cause = cause;
    endpoint_.bye(line.leg, "SIP;cause=488");
}

// --- what the endpoint tells ---------------------------------------------------------------------

void PhoneCalls::leg_offered(const sip::IncomingLeg& in) {
    const auto seat = account_called(seats_, in);
    if (lines_.size() >= kMaxCalls) return endpoint_.reject(in.leg, 486);
    auto made = new_line(seat);
    if (!made) {
        base::log::error("phone", "cannot take a call: {}", made.error().what);
        return endpoint_.reject(in.leg, 500);
    }
    auto line = std::move(made).value();
    line->leg = in.leg;
    auto call = incoming_call(in);
    call.id = line->call.id;
    call.account = line->call.account;
    call.auto_answer = may_answer_itself(seats_[seat], in.headers);
    line->call = std::move(call);
    line->late_offer = in.sdp.empty();
    if (!line->late_offer) {
        auto answer = line->session.answer_to(in.sdp);
        if (!answer) {
            base::log::warn("phone", "a call was refused: {}",
                            line->session.lacked_keys() ? "it is not encrypted as we demand"
                                                        : "no sound in common");
            engine_.stop(line->stream);
            return endpoint_.reject(in.leg, 488);
        }
        line->answer = std::move(*answer);
        line->call = core::step(line->call, media_agreed(line->session)).call;
    }
    endpoint_.set_credentials(in.leg, seats_[seat].credentials());
    const auto id = line->call.id;
    lines_.emplace(id, std::move(line));
    ring_or_answer(id, in);
}

void PhoneCalls::ring_or_answer(core::CallId id, const sip::IncomingLeg& in) {
    const auto* old = in.replaces ? find(*in.replaces) : nullptr;
    const auto replaced = old != nullptr ? std::optional{old->call.id} : std::nullopt;
    if (!replaced) endpoint_.ring(in.leg);
    const auto call = find(id)->call;
    if (observer_ != nullptr) observer_->invite_received(id, in.received);
    base::log::info("phone", "call {}: {} rings", static_cast<std::uint32_t>(id),
                    call.peer.masked());
    if (listener_ != nullptr) listener_->call_changed(call);
    if (replaced) { // Somebody was put in the place of who we talk to (RFC 3891 §3).
        take_the_line(id, core::Answer{});
        return apply(*replaced, core::Hangup{});
    }
    const bool busy = std::any_of(lines_.begin(), lines_.end(), [&](const auto& entry) {
        return entry.first != id && core::alive(entry.second->call);
    });
    if (call.auto_answer && !busy) take_the_line(id, core::Answer{});
}

void PhoneCalls::leg_progress(sip::LegId leg, int status, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr || line->call.direction != core::Direction::Outgoing) return;
    if (!sdp.empty() && line->session.take_answer(sdp)) {
        run_media(*line);
        tell_media(*line);
    }
    tell_referrer(*line, status);
    if (status == 180 || status == 183) return apply(line->call.id, core::RemoteAlerting{});
    share_the_line();
}

void PhoneCalls::leg_answered(sip::LegId leg, const std::string& sdp) {
    auto* line = find(leg);
    if (line == nullptr) return;
    const bool understood = !sdp.empty() && line->session.take_answer(sdp);
    if (!understood && (!line->session.agreed() || line->session.lacked_keys())) {
        tell_referrer(*line, 488);
        return line->session.lacked_keys() ? fail(*line, "the answer is not encrypted as we demand",
                                                  core::EndCause::NotEncrypted)
                                           : fail(*line, "the answer has no audio for us");
    }
    tell_referrer(*line, 200);
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

// The far end hands us on: we call whom it names, as a second call that takes the line when it is
// answered; the far end hangs the first one up when it hears of it (RFC 5589 §6).
bool PhoneCalls::leg_referred(sip::LegId leg, const sip::ReferRequest& request) {
    const auto* line = find(leg);
    if (line == nullptr) return false;
    Out out{line->seat, request.target, core::PhoneNumber::parse(sip::user_of(request.target))};
    out.replaces = request.replaces;
    out.referred_by = request.referred_by;
    out.asked_by = leg;
    const auto called = call_out(out);
    if (!called) base::log::warn("phone", "not referred on: {}", called.error().what);
    return called.has_value();
}

void PhoneCalls::tell_referrer(const Line& line, int status) {
    if (line.asked_by != sip::LegId{}) endpoint_.tell_referrer(line.asked_by, status);
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
    if (try_with_keys(*line, ending)) return;
    tell_referrer(*line, ending.status >= 300 ? ending.status : 487);
    // A dialog that we ourselves had to give up is no decision of the agent's.
    auto cause = end_cause(line->call.direction, ending);
    if (cause == core::EndCause::LocalHangup) cause = line->own_cause.value_or(cause);
    if (cause == core::EndCause::LocalHangup) cause = core::EndCause::Failed;
    const bool demanded = seat_of(*line).account.srtp == sip::SrtpWish::Mandatory;
    if (ending.by_remote && ending.status == 488 && demanded) cause = core::EndCause::NotEncrypted;
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
