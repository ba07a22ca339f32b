// SPDX-License-Identifier: MIT

#include "desk/transfer_desk.h"

#include "desk/choose.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sangdam::desk {
namespace {

using core::Phase;

TransferTrouble trouble_of(const base::Error& error) {
    return error.code == base::Errc::BadInput   ? TransferTrouble::NotANumber
           : error.code == base::Errc::Conflict ? TransferTrouble::NotThere
                                                : TransferTrouble::Refused;
}

bool consults(const CallView& view) {
    return view.call.direction == core::Direction::Outgoing && core::alive(view.call);
}

} // namespace

std::vector<Colleague> colleagues_for(const std::vector<core::Agent>& agents,
                                      const core::AgentId& me) {
    std::vector<Colleague> out;
    for (const auto& each : agents)
        if (each.id != me && !each.extension.empty() && each.enabled)
            out.push_back({each.id, each.name, each.extension, each.state, each.away_reason});
    std::ranges::sort(out, {}, [](const Colleague& each) {
        return std::tuple(!each.free(), each.state == core::AgentState::Offline, each.name);
    });
    return out;
}

TransferStage transfer_stage(const CallsView& calls) {
    bool held = false;
    bool talking = false;
    bool dialling = false;
    for (const auto& each : calls.live) {
        held |= each.call.phase == Phase::Held;
        talking |= each.call.phase == Phase::Talking;
        dialling |= consults(each) &&
                    (each.call.phase == Phase::Dialing || each.call.phase == Phase::Alerting);
    }
    if (held && talking) return TransferStage::Ready;
    if (held && dialling) return TransferStage::Consulting;
    return held || talking ? TransferStage::Possible : TransferStage::None;
}

TransferDesk::TransferDesk(CallCommands& commands, CentreFeed& feed)
    : commands_(commands), feed_(feed) {
    names_ = feed_.watch_names([this] { refresh(); });
}

void TransferDesk::set_me(core::AgentId me) {
    me_ = std::move(me);
    refresh();
}

void TransferDesk::hand_on(const std::string& target) {
    trouble_ = TransferTrouble::None;
    refresh();
    commands_.transfer(target, life_.guard([this](const base::Status& done) {
        if (!done) trouble_ = trouble_of(done.error());
        refresh();
    }));
}

void TransferDesk::consult(const std::string& target) {
    trouble_ = TransferTrouble::None;
    refresh();
    commands_.dial(target, life_.guard([this](const base::Result<core::CallId>& dialled) {
        if (!dialled) trouble_ = trouble_of(dialled.error());
        refresh();
    }));
}

void TransferDesk::complete() {
    commands_.transfer_to_consulted(life_.guard([this](const base::Status& done) {
        if (!done) trouble_ = trouble_of(done.error());
        refresh();
    }));
}

void TransferDesk::together() {
    commands_.conference(Switch::On, life_.guard([this](const base::Status& done) {
        if (!done) trouble_ = trouble_of(done.error());
        refresh();
    }));
}

void TransferDesk::back() {
    const auto stage = transfer_stage(calls_);
    if (stage != TransferStage::Consulting && stage != TransferStage::Ready) return;
    const auto customer = call_to_resume(calls_.live);
    for (const auto& each : calls_.live)
        if (consults(each) && each.call.id != customer) commands_.hang_up(each.call.id);
    if (customer) commands_.hold(Switch::Off, customer);
}

void TransferDesk::calls_changed(const CallsView& calls) {
    calls_ = calls;
    if (calls.live.empty()) trouble_ = TransferTrouble::None;
    for (const auto& each : calls.live)
        if (each.call.transfer_failed) trouble_ = TransferTrouble::Refused;
    refresh();
}

void TransferDesk::refresh() {
    TransferView next;
    std::vector<core::Agent> agents;
    for (const auto& [id, agent] : feed_.colleagues()) agents.push_back(agent);
    next.colleagues = colleagues_for(agents, me_);
    next.stage = transfer_stage(calls_);
    next.trouble = trouble_;
    for (const auto& each : calls_.live) {
        next.conference |= each.call.conference;
        next.asking |= each.call.transferring;
    }
    view_.set(std::move(next));
}

} // namespace sangdam::desk
