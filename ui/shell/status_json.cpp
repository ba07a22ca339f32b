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
             {"muted", call.muted}};
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
                       {"trouble", device.trouble}});
    return out;
}

} // namespace

std::string status_json(const Status& status) {
    const auto& agent = status.agent;
    Json out;
    out["registration"] = core::name(status.calls.registration.state);
    out["registration_what"] = status.calls.registration.what;
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
