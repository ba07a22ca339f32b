// SPDX-License-Identifier: MIT

#include "hub/duty.h"

#include "base/match.h"

#include <algorithm>
#include <utility>

namespace sangdam::hub {
namespace {

using core::AgentState;

SeatCall& call_of(Duty& duty, const core::CallRef& ref) {
    const auto found = std::ranges::find(duty.calls, ref, &SeatCall::ref);
    if (found != duty.calls.end()) return *found;
    return duty.calls.emplace_back(SeatCall{ref, false, false});
}

void ask(Duty& duty, const Asked& asked) {
    if (asked.state != AgentState::Available && asked.state != AgentState::Away) return;
    duty.wish = asked.state;
    duty.away_reason = asked.state == AgentState::Away ? asked.away_reason : std::string();
    if (asked.state == AgentState::Available) duty.wrapping = {};
}

void call_over(Duty& duty, const core::CallRef& ref) {
    const auto found = std::ranges::find(duty.calls, ref, &SeatCall::ref);
    if (found == duty.calls.end()) return;
    if (found->talked && !found->saved) duty.wrapping = ref;
    duty.calls.erase(found);
}

void saved(Duty& duty, const core::CallRef& ref) {
    if (duty.wrapping == ref) duty.wrapping = {};
    for (auto& call : duty.calls)
        if (call.ref == ref) call.saved = true;
}

} // namespace

Duty step(Duty duty, const DutyEvent& event) {
    std::visit(base::Match{
                   [&](SignedIn) {
                       duty.signed_in = true;
                       duty.present = true; // Its stream follows; the hub waits a while for it.
                   },
                   [&](SignedOut) {
                       duty.signed_in = false;
                       duty.present = false;
                       duty.wrapping = {};
                   },
                   [&](DesktopCame) { duty.present = duty.signed_in; },
                   [&](DesktopGone) { duty.present = false; },
                   [&](const Asked& asked) { ask(duty, asked); },
                   [&](const CallBegan& call) { call_of(duty, call.ref); },
                   [&](const CallTalks& call) { call_of(duty, call.ref).talked = true; },
                   [&](const CallOver& call) { call_over(duty, call.ref); },
                   [&](const WrapUpSaved& call) { saved(duty, call.ref); },
                   [&](const WrapUpTimeOver& call) {
                       if (duty.wrapping == call.ref) duty.wrapping = {};
                   },
               },
               event);
    return duty;
}

AgentState state_of(const Duty& duty) {
    if (!duty.calls.empty()) return AgentState::OnCall;
    if (!duty.signed_in || !duty.present) return AgentState::Offline;
    if (!duty.wrapping.empty()) return AgentState::WrapUp;
    return duty.wish;
}

std::string away_reason_of(const Duty& duty) {
    return state_of(duty) == AgentState::Away ? duty.away_reason : std::string();
}

} // namespace sangdam::hub
