// SPDX-License-Identifier: MIT

#include "pbx/practice/legs.h"

#include "base/log.h"

#include <utility>

namespace sangdam::pbx {

base::Result<std::unique_ptr<SwitchLeg>> SwitchLegs::make(core::CallRef call, core::AgentId agent,
                                                          const std::string& towards) {
    const auto local_ip = endpoint_.address_towards(towards);
    SDC_TRY(const auto reserved, engine_.reserve(local_ip));
    return std::make_unique<SwitchLeg>(
        std::move(call), std::move(agent), reserved.id,
        phone::Session(local_ip, reserved.rtp_port, next_session_++));
}

SwitchLeg& SwitchLegs::add(sip::LegId id, std::unique_ptr<SwitchLeg> leg) {
    leg->id = id;
    return *legs_.insert_or_assign(id, std::move(leg)).first->second;
}

SwitchLeg* SwitchLegs::find(sip::LegId id) {
    const auto it = legs_.find(id);
    return it == legs_.end() ? nullptr : it->second.get();
}

SwitchLeg* SwitchLegs::find(media::StreamId stream) {
    for (const auto& [id, leg] : legs_)
        if (leg->stream == stream && !leg->dismissed) return leg.get();
    return nullptr;
}

SwitchLeg* SwitchLegs::find(const core::CallRef& call, const core::AgentId& agent) {
    for (const auto& [id, leg] : legs_)
        if (leg->call == call && leg->agent == agent && !leg->dismissed) return leg.get();
    return nullptr;
}

void SwitchLegs::move_far(const core::CallRef& from, const core::CallRef& to,
                          const core::AgentId& agent) {
    auto* leg = find(from);
    if (leg == nullptr) return;
    leg->call = to;
    leg->agent = agent;
}

void SwitchLegs::run_media(SwitchLeg& leg) {
    if (!leg.session.agreed()) return; // A late offer: their ACK will say.
    const auto config = phone::stream_config(*leg.session.agreed());
    if (!config) {
        base::log::warn("pbx", "a leg agreed on a codec that the engine does not have");
        return;
    }
    if (leg.started)
        engine_.update(leg.stream, *config);
    else
        engine_.start(leg.stream, *config);
    leg.started = true;
}

void SwitchLegs::dismiss(SwitchLeg& leg) {
    if (leg.dismissed) return;
    leg.dismissed = true;
    engine_.stop(leg.stream);
}

void SwitchLegs::remove(sip::LegId id) {
    if (auto* leg = find(id)) dismiss(*leg);
    legs_.erase(id);
}

} // namespace sangdam::pbx
