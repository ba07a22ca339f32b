// SPDX-License-Identifier: MIT
//
// What a switch tells, as short lines: "connected c1 A pulled". For tests that compare a whole
// course of events.
#pragma once

#include "base/match.h"
#include "core/ports/switch.h"

#include <string>

namespace sangdam::fakes {

inline std::string word(const core::TransferTarget& to) {
    if (!to.agent.empty()) return to.agent.value;
    return to.queue.empty() ? "outside " + to.outside.key() : "queue " + to.queue;
}

inline std::string word(core::RecordingState state) {
    switch (state) {
    case core::RecordingState::Recording: return "recording";
    case core::RecordingState::Paused: return "paused";
    case core::RecordingState::Kept: return "kept";
    case core::RecordingState::Lost: return "lost";
    }
    return "?";
}

inline std::string word(core::EndedDuring during) {
    switch (during) {
    case core::EndedDuring::Announcement: return "announcement";
    case core::EndedDuring::Queue: return "queue";
    case core::EndedDuring::Ringing: return "ringing";
    case core::EndedDuring::Talking: return "talking";
    case core::EndedDuring::Dialling: return "dialling";
    }
    return "?";
}

inline std::string word(const core::SwitchEvent& event) {
    using std::string;
    return std::visit(
        base::Match{
            [](const core::SwitchCallArrived& e) {
                return "arrived " + e.ref.value + ' ' + e.caller.key() + ' ' + e.did;
            },
            [](const core::SwitchMenuChosen& e) {
                return "chosen " + e.ref.value + ' ' + e.key + ' ' + e.label;
            },
            [](const core::SwitchQueued& e) {
                return "queued " + e.ref.value + ' ' + e.queue + (e.returned ? " returned" : "");
            },
            [](const core::SwitchSeatRinging& e) {
                return "ringing " + e.ref.value + ' ' + e.agent.value;
            },
            [](const core::SwitchSeatStopped& e) {
                return "stopped " + e.ref.value + ' ' + e.agent.value + ' ' + e.outcome +
                       (e.taken_back > 0 ? ' ' + std::to_string(e.taken_back) : "");
            },
            [](const core::SwitchConnected& e) {
                return "connected " + e.ref.value + ' ' + e.agent.value +
                       (e.pulled ? " pulled" : "");
            },
            [](const core::SwitchHeld& e) {
                return (e.on ? "held " : "resumed ") + e.ref.value + ' ' + e.agent.value;
            },
            [](const core::SwitchTransferring& e) {
                return "transferring " + e.ref.value + ' ' + e.from.value +
                       (e.kind == core::TransferKind::Blind ? " blind " : " attended ") +
                       word(e.to);
            },
            [](const core::SwitchTransferred& e) {
                return "transferred " + e.ref.value + ' ' + e.from.value + ' ' + word(e.to);
            },
            [](const core::SwitchTransferFailed& e) {
                return "transfer failed " + e.ref.value + ' ' + e.from.value + ' ' + e.outcome;
            },
            [](const core::SwitchOutgoing& e) {
                return "outgoing " + e.ref.value + ' ' + e.agent.value + ' ' + e.callee.key() +
                       ' ' + e.shown + (e.two_leg ? " two-leg" : "");
            },
            [](const core::SwitchOutcallStage& e) {
                return "stage " + e.ref.value + ' ' + string(core::name(e.stage)) +
                       (e.failure == core::OutcallFailure::None
                            ? ""
                            : ' ' + string(core::name(e.failure)));
            },
            [](const core::SwitchRecording& e) { return word(e.state) + ' ' + e.ref.value; },
            [](const core::SwitchEnded& e) {
                return "ended " + e.ref.value + ' ' + string(core::name(e.cause)) +
                       (e.by_customer ? " customer" : "") +
                       (e.during == core::EndedDuring::Talking ? "" : " in " + word(e.during));
            },
            [](const core::SwitchSeatReachable& e) {
                return "reachable " + e.agent.value + (e.reachable ? " yes" : " no");
            },
            [](const core::SwitchLink& e) { return string(e.up ? "link up" : "link down"); }},
        event);
}

} // namespace sangdam::fakes
