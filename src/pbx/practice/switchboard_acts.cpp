// SPDX-License-Identifier: MIT
//
// The doing half of the switchboard: one function for each thing that call_flow.h can ask for. A
// leg that has gone meanwhile is no error; what follows from it is decided when its end is told.

#include "base/log.h"
#include "core/outcall_header.h"
#include "pbx/practice/announcements.h"
#include "pbx/practice/switchboard.h"

#include <utility>

namespace sangdam::pbx {
namespace {

// The queue label and the rest of what a desk wants to know before it answers.
sip::Headers headers_for_seat(const Flow& call) {
    sip::Headers headers{{core::kCallRefHeader, call.ref.value}, {core::kDialledHeader, call.did}};
    if (!call.queue.empty())
        headers.push_back({core::kQueueHeader, sip::percent_encoded(call.queue)});
    if (call.two_leg) headers.push_back({core::kOutcallHeader, "two-leg"});
    if (call.customer.hidden()) headers.push_back({"Privacy", "id"});
    return headers;
}

std::string with_number(std::string pattern, const std::string& number) {
    constexpr std::string_view kMark = "{number}";
    if (const auto at = pattern.find(kMark); at != std::string::npos)
        pattern.replace(at, kMark.size(), sip::percent_encoded(number));
    return pattern;
}

} // namespace

// For From headers: the user is what counts, nobody routes by the host.
std::string Switchboard::uri_of(std::string_view user) const {
    return "sip:" + sip::percent_encoded(user) + '@' + endpoint_->address_towards(config_.address) +
           ':' + std::to_string(endpoint_->port());
}

bool Switchboard::invite(const core::CallRef& call, const core::AgentId& of_leg,
                         sip::OutgoingLeg out) {
    const auto& towards = out.route.empty() ? out.target : out.route;
    auto made = legs_->make(call, of_leg, towards);
    if (!made) {
        base::log::error("pbx", "cannot ring: {}", made.error().what);
        return false;
    }
    auto leg = std::move(made).value();
    out.sdp = leg->session.offer();
    const auto id = endpoint_->invite(std::move(out));
    if (!id) {
        base::log::warn("pbx", "cannot ring: {}", id.error().what);
        legs_->dismiss(*leg);
        return false;
    }
    legs_->add(*id, std::move(leg));
    return true;
}

void Switchboard::answer(SwitchLeg& leg) {
    leg.answered = true;
    endpoint_->answer(leg.id, leg.answer, {{core::kCallRefHeader, leg.call.value}});
    legs_->run_media(leg);
}

void Switchboard::end_leg(SwitchLeg& leg, int status, Farewell farewell) {
    legs_->dismiss(leg);
    if (leg.incoming && !leg.answered)
        endpoint_->reject(leg.id, status >= 300 ? status : 480);
    else if (farewell == Farewell::Elsewhere)
        endpoint_->bye(leg.id, kElsewhere);
    else // RFC 3326: why the far end did not come.
        endpoint_->bye(leg.id, status >= 300 ? "SIP;cause=" + std::to_string(status) : "");
}

void Switchboard::act(const AnswerFar& a) {
    if (auto* leg = legs_->find(a.call)) answer(*leg);
}

void Switchboard::act(const Play& a) {
    switch (a.sound) {
    case Sound::Welcome: return play(a, sounds_.welcome);
    case Sound::Closed: return play(a, sounds_.closed);
    case Sound::Goodbye: return play(a, sounds_.goodbye);
    case Sound::Music: return play(a, sounds_.music);
    case Sound::Starting: return play(a, sounds_.starting);
    case Sound::Ringback: return play(a, sounds_.ringback);
    case Sound::QueuePlace: return play_spoken(a, queue_place_text(a.place));
    case Sound::WhoCalls: break;
    }
    const auto& seats = floor_.seats;
    const auto caller = seats.find(floor_.flows.at(a.call).agent);
    play_spoken(a, who_calls_text(caller == seats.end() ? "" : caller->second.seat.name));
}

void Switchboard::play(const Play& a, const SharedPcm& sound) {
    auto* leg = legs_->find(a.call, a.agent);
    if (leg == nullptr) return;
    leg->sound_tag = ++last_tag_;
    const bool loops = a.sound == Sound::Music || a.sound == Sound::Ringback;
    engine_->connect(
        leg->stream,
        media::Player{sound, loops ? media::Repeat::Loop : media::Repeat::Once, leg->sound_tag});
}

// What it hears until then goes on. Without a voice the sentence is left out, not the call.
void Switchboard::play_spoken(const Play& a, const std::string& text) {
    auto* leg = legs_->find(a.call, a.agent);
    if (leg == nullptr) return;
    const auto tag = leg->sound_tag = ++last_tag_;
    speech_.say(text, [this, a, tag](const base::Result<SharedPcm>& sound) {
        const auto* still = legs_->find(a.call, a.agent);
        if (still == nullptr || still->sound_tag != tag) return; // It hears something newer.
        if (sound) return play(a, *sound);
        base::log::warn("pbx", "an announcement is left out: {}", sound.error().what);
        handle(SoundFinished{a.call, a.agent});
    });
}

// False: the seat's phone is not registered, or no port is free.
bool Switchboard::invite_seat(const core::CallRef& call, const core::AgentId& of_leg,
                              const core::AgentId& seat, sip::OutgoingLeg out) {
    const auto bindings = endpoint_->bindings(floor_.seats.at(seat).seat.extension);
    if (bindings.empty()) return false;
    out.target = bindings.front().contact; // The newest: the desk where the agent sits now.
    out.route = bindings.front().route;
    return invite(call, of_leg, std::move(out));
}

void Switchboard::act(const RingSeat& a) {
    const auto& call = floor_.flows.at(a.call); // The floor has just said that it rings.
    sip::OutgoingLeg out;
    out.from_uri = call.customer.hidden() ? std::string("sip:anonymous@anonymous.invalid")
                                          : uri_of(call.customer.key());
    out.headers = headers_for_seat(call);
    if (!invite_seat(a.call, a.agent, a.agent, std::move(out)))
        handle(SeatLeft{a.call, a.agent, 480});
}

void Switchboard::act(const RingColleague& a) {
    const auto& dialler = floor_.seats.at(floor_.flows.at(a.call).agent).seat;
    sip::OutgoingLeg out;
    out.from_uri = uri_of(dialler.extension);
    out.from_display = dialler.name;
    if (!invite_seat(a.call, {}, a.agent, std::move(out))) handle(FarLeft{a.call, 480});
}

void Switchboard::act(const RingOutside& a) {
    const auto& call = floor_.flows.at(a.call);
    const auto number = core::PhoneNumber::parse(a.target);
    sip::OutgoingLeg out;
    out.target = with_number(config_.trunk, number.hidden() ? a.target : number.key());
    out.from_uri = uri_of(call.did);
    if (invite(a.call, a.as, std::move(out))) return;
    if (a.as.empty())
        handle(FarLeft{a.call, 503});
    else
        handle(SeatLeft{a.call, a.as, 503});
}

void Switchboard::act(const EndSeat& a) {
    if (auto* leg = legs_->find(a.call, a.agent)) end_leg(*leg, a.status, a.farewell);
}

void Switchboard::act(const EndFar& a) {
    if (auto* leg = legs_->find(a.call)) end_leg(*leg, 480, Farewell::Plain);
}

void Switchboard::act(const TellDiallerItRings& a) {
    if (const auto* leg = legs_->find(a.call, a.agent))
        endpoint_->ring(leg->id, 180, {}, {{core::kCallRefHeader, a.call.value}});
}

void Switchboard::act(const AnswerDialler& a) {
    if (auto* leg = legs_->find(a.call, a.agent)) answer(*leg);
}

void Switchboard::act(const Bridge& a) {
    const auto* far = legs_->find(a.call);
    const auto* seat = legs_->find(a.call, a.agent);
    if (far != nullptr && seat != nullptr)
        engine_->connect(far->stream, media::Bridge{seat->stream});
}

void Switchboard::act(const MoveFarLeg& a) { legs_->move_far(a.from, a.to, a.agent); }

void Switchboard::act(const TellTransferor&) {}

void Switchboard::act(const SetRecording& a) {
    using core::RecordingOrder, core::RecordingState;
    if (!recorder_) return; // The rules say Never then.
    const auto tell = [&](RecordingState state) {
        outside_.tell({clock_.wall(), core::SwitchRecording{a.call, state, {}}});
    };
    const auto* far = legs_->find(a.call);
    switch (a.order) {
    case RecordingOrder::Start:
        if (far == nullptr) return;
        engine_->tap(far->stream, recorder_->start(a.call, clock_.wall()));
        return tell(RecordingState::Recording);
    case RecordingOrder::Pause:
    case RecordingOrder::Resume:
        recorder_->pause(a.call, a.order == RecordingOrder::Pause);
        return tell(a.order == RecordingOrder::Pause ? RecordingState::Paused
                                                     : RecordingState::Recording);
    case RecordingOrder::Stop:
        if (far != nullptr) engine_->tap(far->stream, nullptr);
        return recorder_->stop(a.call);
    }
}

void Switchboard::recorded(const core::CallRef& call, const base::Result<std::string>& where) {
    if (!where) base::log::error("pbx", "a recording is lost: {}", where.error().what);
    outside_.tell(
        {clock_.wall(),
         where ? core::SwitchRecording{call, core::RecordingState::Kept, *where}
               : core::SwitchRecording{call, core::RecordingState::Lost, where.error().what}});
}

void Switchboard::act(const Tell& a) { outside_.tell({clock_.wall(), a.event}); }

void Switchboard::act(const Reply& a) { outside_.reply(a.ticket, a.status); }

} // namespace sangdam::pbx
