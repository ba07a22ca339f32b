// SPDX-License-Identifier: MIT

#include "hub/call_book.h"

#include "base/match.h"

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <utility>

namespace sangdam::hub {
namespace {

using base::WallTime;
using core::CallResult;
using core::Direction;
using core::EndCause;

std::chrono::seconds between(WallTime from, WallTime to) {
    // Clocks jump; a time in a record is never negative.
    return std::max(std::chrono::seconds(0), std::chrono::floor<std::chrono::seconds>(to - from));
}

CallResult unanswered(const TrackedCall& call, EndCause cause) {
    if (call.record.direction == Direction::Incoming) {
        if (cause == EndCause::Failed) return CallResult::Failed;
        if (cause == EndCause::Busy) return CallResult::Busy; // No line free.
        return call.attempts.empty() ? CallResult::Abandoned : CallResult::Missed;
    }
    switch (cause) {
    case EndCause::Busy: return CallResult::Busy;
    case EndCause::Rejected: return CallResult::Rejected;
    case EndCause::NotFound:
    case EndCause::Unreachable:
    case EndCause::Refused:
    case EndCause::Failed: return CallResult::Failed;
    default: return CallResult::NoAnswer; // Also when the agent gave up waiting.
    }
}

void close_attempts(TrackedCall& call, WallTime at, const core::AgentId& answered_by) {
    for (auto& attempt : call.attempts) {
        if (attempt.ended_at) continue;
        attempt.ended_at = at;
        attempt.outcome = attempt.agent == answered_by ? "answered" : "cancelled";
    }
}

void ring(TrackedCall& call, const core::AgentId& agent, WallTime at) {
    const auto rings = [&](const core::Attempt& each) {
        return each.agent == agent && !each.ended_at;
    };
    if (std::ranges::any_of(call.attempts, rings)) return;
    call.attempts.push_back({call.record.ref, agent, at, std::nullopt, {}});
}

void stop(TrackedCall& call, const core::SwitchSeatStopped& stopped, WallTime at) {
    for (auto& attempt : call.attempts) {
        if (attempt.agent != stopped.agent || attempt.ended_at) continue;
        attempt.ended_at = at;
        attempt.outcome = stopped.outcome;
    }
}

void connect(TrackedCall& call, const core::SwitchConnected& connected, WallTime at) {
    auto& record = call.record;
    record.agent = connected.agent; // A transferred call belongs to who talks now.
    close_attempts(call, at, connected.agent);
    if (record.answered_at) return;
    record.answered_at = at;
    record.result = connected.pulled ? CallResult::PickedUp : CallResult::Answered;
    if (record.queued_at) record.waited = between(*record.queued_at, at);
}

void end(TrackedCall& call, const core::SwitchEnded& ended_by, WallTime at) {
    auto& record = call.record;
    record.ended_at = at;
    close_attempts(call, at, {});
    if (record.answered_at) {
        record.talked = between(*record.answered_at, at);
        return;
    }
    if (record.queued_at) record.waited = between(*record.queued_at, at);
    record.result = unanswered(call, ended_by.cause);
}

std::optional<TrackedCall> begin(const core::SwitchNotice& notice) {
    if (const auto* arrived = std::get_if<core::SwitchCallArrived>(&notice.event)) {
        TrackedCall call;
        call.record.ref = arrived->ref;
        call.record.customer_number = arrived->caller;
        call.record.did = arrived->did;
        call.record.offered_at = notice.at;
        return call;
    }
    if (const auto* dialled = std::get_if<core::SwitchOutgoing>(&notice.event)) {
        TrackedCall call;
        call.record.ref = dialled->ref;
        call.record.direction = Direction::Outgoing;
        call.record.customer_number = dialled->callee;
        call.record.did = dialled->shown;
        call.record.agent = dialled->agent;
        call.record.offered_at = notice.at;
        return call;
    }
    return std::nullopt;
}

} // namespace

const core::CallRef* call_of(const core::SwitchEvent& event) {
    return std::visit(
        []<class E>(const E& each) -> const core::CallRef* {
            if constexpr (std::is_same_v<E, core::SwitchSeatReachable> ||
                          std::is_same_v<E, core::SwitchLink>)
                return nullptr;
            else
                return &each.ref;
        },
        event);
}

std::optional<TrackedCall> step(std::optional<TrackedCall> before,
                                const core::SwitchNotice& notice) {
    if (!before) return begin(notice);
    TrackedCall call = std::move(*before);
    if (ended(call)) return call;
    const auto at = notice.at;
    std::visit(base::Match{
                   [](const core::SwitchCallArrived&) {},
                   [](const core::SwitchOutgoing&) {},
                   [](const core::SwitchSeatReachable&) {},
                   [](const auto&) {}, // Facts that this record does not keep.
                   [&](const core::SwitchQueued& queued) {
                       call.record.queue = queued.queue;
                       // Given back to the queue by a seat: the customer's waiting began earlier.
                       if (!call.record.queued_at) call.record.queued_at = at;
                   },
                   [&](const core::SwitchSeatRinging& rings) { ring(call, rings.agent, at); },
                   [&](const core::SwitchSeatStopped& stopped) { stop(call, stopped, at); },
                   [&](const core::SwitchConnected& connected) { connect(call, connected, at); },
                   [&](const core::SwitchEnded& over) { end(call, over, at); },
               },
               notice.event);
    return call;
}

bool ended(const TrackedCall& call) { return call.record.ended_at.has_value(); }

bool waits(const TrackedCall& call) {
    const auto& record = call.record;
    return record.direction == Direction::Incoming && record.queued_at && !record.answered_at &&
           !record.ended_at;
}

core::AgentId ringing_at(const TrackedCall& call) {
    for (const auto& attempt : call.attempts)
        if (!attempt.ended_at) return attempt.agent;
    return {};
}

std::vector<core::WaitingCall> waiting_list(const std::vector<const TrackedCall*>& calls) {
    std::vector<core::WaitingCall> list;
    for (const auto* call : calls) {
        if (!waits(*call)) continue;
        const auto& record = call->record;
        list.push_back({record.ref, record.customer_number, call->customer_name, record.did,
                        record.queue, *record.queued_at, ringing_at(*call)});
    }
    std::ranges::sort(list, [](const auto& a, const auto& b) {
        return std::tie(a.since, a.ref) < std::tie(b.since, b.ref);
    });
    return list;
}

TrackedCall settled(TrackedCall call) {
    const auto& record = call.record;
    auto last = std::max({record.offered_at, record.queued_at.value_or(record.offered_at),
                          record.answered_at.value_or(record.offered_at)});
    for (const auto& attempt : call.attempts)
        last = std::max({last, attempt.rang_at, attempt.ended_at.value_or(attempt.rang_at)});
    end(call, {record.ref, EndCause::Failed, false}, last);
    return call;
}

} // namespace sangdam::hub
