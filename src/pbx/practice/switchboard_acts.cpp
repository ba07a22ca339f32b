// SPDX-License-Identifier: MIT
//
// The doing half of the switchboard: one function for each thing that call_flow.h can ask for. A
// leg that has gone meanwhile is no error; what follows from it is decided when its end is told.

#include "base/log.h"
#include "pbx/practice/switchboard.h"

#include <utility>

namespace sangdam::pbx {
namespace {

// The queue label and the rest of what a desk wants to know before it answers.
sip::Headers headers_for_seat(const Flow& call, const std::string& queue) {
    sip::Headers headers{{core::kCallRefHeader, call.ref.value},
                         {core::kQueueHeader, sip::percent_encoded(queue)},
                         {core::kDialledHeader, call.did}};
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
    else
        endpoint_->bye(leg.id, farewell == Farewell::Elsewhere ? kElsewhere : "");
}

void Switchboard::act(const AnswerFar& a) {
    if (auto* leg = legs_->find(a.call)) answer(*leg);
}

void Switchboard::act(const Play& a) {
    auto* leg = legs_->find(a.call);
    if (leg == nullptr) return;
    leg->sound_tag = ++last_tag_;
    const auto& sound = a.sound == Sound::Welcome   ? sounds_.welcome
                        : a.sound == Sound::Goodbye ? sounds_.goodbye
                                                    : sounds_.music;
    const auto repeat = a.sound == Sound::Music ? media::Repeat::Loop : media::Repeat::Once;
    engine_->connect(leg->stream, media::Player{sound, repeat, leg->sound_tag});
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
    out.headers = headers_for_seat(call, floor_.rules.queue);
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
    const auto number = call.customer.hidden() ? a.target : call.customer.key();
    sip::OutgoingLeg out;
    out.target = with_number(config_.trunk, number);
    out.from_uri = uri_of(call.did);
    if (!invite(a.call, {}, std::move(out))) handle(FarLeft{a.call, 503});
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

void Switchboard::act(const Tell& a) { outside_.tell({clock_.wall(), a.event}); }

void Switchboard::act(const PickUpDone& a) { outside_.picked_up(a.ticket, a.status); }

} // namespace sangdam::pbx
