// SPDX-License-Identifier: MIT

#include "desk/choose.h"

#include <algorithm>

namespace sangdam::desk {
namespace {

using core::Phase;

std::optional<core::CallId> first(const std::vector<CallView>& live, Phase phase) {
    for (const auto& each : live)
        if (each.call.phase == phase) return each.call.id;
    return std::nullopt;
}

} // namespace

std::optional<core::CallId> call_to_answer(const std::vector<CallView>& live) {
    return first(live, Phase::Ringing);
}

std::optional<core::CallId> call_to_decline(const std::vector<CallView>& live) {
    return first(live, Phase::Ringing);
}

std::optional<core::CallId> call_in_hand(const std::vector<CallView>& live) {
    for (const auto phase : {Phase::Talking, Phase::Alerting, Phase::Dialing})
        if (const auto id = first(live, phase)) return id;
    return std::nullopt;
}

std::optional<core::CallId> call_to_hang_up(const std::vector<CallView>& live) {
    if (const auto id = call_in_hand(live)) return id;
    if (const auto id = call_to_decline(live))
        return id;               // Before a held one: that one is a customer
    return call_to_resume(live); // who was asked to wait.
}

std::optional<core::CallId> call_to_hold(const std::vector<CallView>& live) {
    return first(live, Phase::Talking);
}

std::optional<core::CallId> call_to_resume(const std::vector<CallView>& live) {
    const CallView* last = nullptr;
    for (const auto& each : live)
        if (each.call.phase == Phase::Held && !each.call.transferring &&
            (!last || each.held >= last->held))
            last = &each;
    return last ? std::optional(last->call.id) : std::nullopt;
}

std::optional<core::CallId> call_to_hand_on(const std::vector<CallView>& live) {
    const auto talking = call_to_hold(live);
    return talking ? talking : call_to_resume(live);
}

std::optional<core::CallId> call_waiting_longest(const std::vector<CallView>& live) {
    const CallView* longest = nullptr;
    for (const auto& each : live)
        if (each.call.phase == Phase::Held && !each.call.transferring &&
            (!longest || each.held < longest->held))
            longest = &each;
    return longest ? std::optional(longest->call.id) : std::nullopt;
}

core::HandsetView handset_view(const std::vector<CallView>& live) {
    using Line = core::HandsetView::Line;
    core::HandsetView view;
    const bool ringing = first(live, Phase::Ringing).has_value();
    const auto talking = first(live, Phase::Talking);
    if (talking) {
        view.line = Line::Active;
        view.muted = std::ranges::any_of(live, [&](const CallView& each) {
            return each.call.id == *talking && each.call.muted;
        });
    } else if (call_in_hand(live)) {
        view.line = Line::Dialing;
    } else if (first(live, Phase::Held)) {
        view.line = Line::Held;
    } else if (ringing) {
        view.line = Line::Ringing;
    }
    view.second_ringing = ringing && view.line != Line::Ringing;
    return view;
}

} // namespace sangdam::desk
