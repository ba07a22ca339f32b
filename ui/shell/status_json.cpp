// SPDX-License-Identifier: MIT

#include "shell/status_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sangdam::shell {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word(core::LinkState state) {
    switch (state) {
    case core::LinkState::Connecting: return "connecting";
    case core::LinkState::Online: return "online";
    case core::LinkState::Offline: return "offline";
    }
    return "unknown";
}

Json call_json(const desk::CallView& view) {
    const auto& call = view.call;
    Json out{{"id", static_cast<unsigned>(call.id)},
             {"direction", core::name(call.direction)},
             {"phase", core::name(call.phase)},
             {"peer", call.peer.masked()},
             {"ref", call.ref.value},
             {"queue", call.queue},
             {"dialled", call.dialled},
             {"muted", call.muted},
             {"held_by_remote", call.held_by_remote},
             {"conference", call.conference},
             {"transferring", call.transferring},
             {"encrypted", call.encrypted},
             {"codec", call.codec},
             {"account", call.account}};
    if (call.transfer_failed) out["transfer_failed"] = core::name(*call.transfer_failed);
    if (call.cause) out["cause"] = core::name(*call.cause);
    return out;
}

Json calls_json(const std::vector<desk::CallView>& calls) {
    Json out = Json::array();
    for (const auto& call : calls) out.push_back(call_json(call));
    return out;
}

Json handsets_json(const std::vector<core::HandsetDevice>& devices) {
    Json out = Json::array();
    for (const auto& device : devices)
        out.push_back({{"id", device.id},
                       {"name", device.name},
                       {"vid_pid", device.vid_pid},
                       {"is_phone", device.is_phone},
                       {"usable", device.usable},
                       {"used_elsewhere", device.used_elsewhere},
                       {"trouble", device.trouble}});
    return out;
}

// Registered says what the PBX promised; reachable, whether it answered lately (OPTIONS).
Json account_json(const core::Registration& account, base::TimePoint now) {
    Json out{{"account", account.account},
             {"standard", account.standard},
             {"registration", core::name(account.state)},
             {"what", account.what},
             {"encrypted", account.encrypted},
             {"reachable", nullptr},
             {"round_trip_ms", nullptr},
             {"last_heard_s", nullptr}};
    if (account.reachable) out["reachable"] = *account.reachable;
    if (account.round_trip) out["round_trip_ms"] = account.round_trip->count();
    if (account.last_heard)
        out["last_heard_s"] =
            std::chrono::duration_cast<std::chrono::seconds>(now - *account.last_heard).count();
    return out;
}

Json seats_json(const std::vector<core::SeatState>& seats) {
    Json out = Json::array();
    for (const auto& seat : seats) {
        Json calls = Json::array();
        for (const auto& call : seat.calls)
            calls.push_back(
                {{"state", call.state == core::SeatCall::State::Ringing ? "ringing" : "talking"},
                 {"incoming", call.incoming},
                 {"peer", call.peer.masked()}});
        out.push_back({{"extension", seat.extension}, {"known", seat.known}, {"calls", calls}});
    }
    return out;
}

} // namespace

std::string status_json(const Status& status) {
    const auto& agent = status.agent;
    Json out;
    out["registration"] = core::name(status.calls.registration.state);
    out["registration_what"] = status.calls.registration.what;
    const auto standard = account_json(status.calls.registration, status.now);
    for (const auto* key : {"reachable", "round_trip_ms", "last_heard_s"})
        out[key] = standard.at(key);
    out["accounts"] = Json::array();
    for (const auto& account : status.calls.accounts)
        out["accounts"].push_back(account_json(account, status.now));
    out["sip_port"] = status.sip_port;
    out["hub"] = status.hub;
    out["link"] = word(agent.link);
    out["agent"] = {{"login", agent.me.login},
                    {"name", agent.me.name},
                    {"state", core::name(agent.state)},
                    {"signed_in", agent.sign_in == desk::SignIn::In},
                    {"trouble", agent.trouble_what}};
    out["calls"] = calls_json(status.calls.live);
    out["ended"] = calls_json(status.calls.ended);
    out["seats"] = seats_json(status.calls.seats);
    out["messages"] = {{"waiting", status.calls.messages.waiting},
                       {"new", status.calls.messages.fresh},
                       {"old", status.calls.messages.old}};
    out["handsets"] = handsets_json(status.handset.devices);
    out["handset_lifted"] = status.handset.lifted;
    out["sound"] = {{"device", status.sound}, {"trouble", status.sound_trouble}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string status_text(const Status& status) {
    std::string out =
        fmt::format("{} ({}) · {} · phone {} · hub {}", status.agent.me.name, status.agent.me.login,
                    core::name(status.agent.state), core::name(status.calls.registration.state),
                    word(status.agent.link));
    for (const auto& view : status.calls.live)
        out += fmt::format("\n  call {}: {} {} {}", static_cast<unsigned>(view.call.id),
                           core::name(view.call.direction), core::name(view.call.phase),
                           view.call.peer.masked());
    for (const auto& device : status.handset.devices)
        out += fmt::format("\n  handset {}: {}", device.name,
                           device.usable ? "ready" : device.trouble);
    out += "\n  sound: " + (status.sound_trouble.empty() ? status.sound : status.sound_trouble);
    return out;
}

} // namespace sangdam::shell
