// SPDX-License-Identifier: MIT

#include "core/callback_clock.h"

#include <algorithm>

namespace sangdam::core {
namespace {

using base::WallTime;

constexpr std::chrono::minutes kLate{1};
constexpr std::chrono::minutes kLookAgain{1}; // While something waits for somebody to be there.

bool tried_since(const Callback& callback, WallTime at) {
    return std::ranges::any_of(callback.tries,
                               [at](const CallbackTry& each) { return each.at >= at; });
}

WallTime escalates_at(const Callback& callback, const CallbackRules& rules, Assignee assignee) {
    // Somebody who is not there will not hear a reminder: the team hears it when it is due.
    if (assignee == Assignee::Away) return callback.due_at;
    return callback.due_at + rules.escalation;
}

bool may_escalate(const Callback& callback) {
    return callback.due_told && !callback.escalated && !callback.snoozed_until &&
           !tried_since(callback, callback.due_at);
}

CallbackTold with(Callback callback, CallbackAlert alert, WallTime time, WallTime now) {
    return {std::move(callback), alert, now - time > kLate};
}

} // namespace

CallbackTold tell(Callback callback, const CallbackRules& rules, Assignee assignee, WallTime now) {
    if (callback.status != CallbackStatus::Open) return {std::move(callback), {}, false};
    if (assignee != Assignee::Present && !open_at(rules.hours, now))
        return {std::move(callback), {}, false};
    const bool snooze_over = callback.snoozed_until && *callback.snoozed_until <= now;
    if (now >= callback.due_at && (!callback.due_told || snooze_over)) {
        const auto time = callback.due_told ? *callback.snoozed_until : callback.due_at;
        if (!callback.soon_told) callback.soon_told = now; // Too late for it.
        if (!callback.due_told) callback.due_told = now;
        if (snooze_over) callback.snoozed_until.reset();
        if (assignee == Assignee::Away && !callback.escalated && may_escalate(callback)) {
            callback.escalated = now;
            return with(std::move(callback), CallbackAlert::Escalated, time, now);
        }
        return with(std::move(callback), CallbackAlert::Due, time, now);
    }
    if (may_escalate(callback) && now >= escalates_at(callback, rules, assignee)) {
        const auto time = escalates_at(callback, rules, assignee);
        callback.escalated = now;
        return with(std::move(callback), CallbackAlert::Escalated, time, now);
    }
    if (now >= callback.due_at) return {std::move(callback), {}, false};
    if (snooze_over || (!callback.soon_told && now >= callback.due_at - rules.notice)) {
        const auto time = snooze_over ? *callback.snoozed_until : callback.due_at - rules.notice;
        callback.soon_told = now;
        if (snooze_over) callback.snoozed_until.reset();
        return with(std::move(callback), CallbackAlert::Soon, time, now);
    }
    return {std::move(callback), {}, false};
}

std::optional<WallTime> next_look(const Callback& callback, const CallbackRules& rules,
                                  WallTime now) {
    if (callback.status != CallbackStatus::Open) return std::nullopt;
    std::optional<WallTime> next;
    const auto at = [&next](WallTime time) { next = next ? std::min(*next, time) : time; };
    if (!callback.soon_told && now < callback.due_at) at(callback.due_at - rules.notice);
    if (callback.snoozed_until) at(*callback.snoozed_until);
    if (!callback.due_told) at(callback.due_at);
    if (may_escalate(callback)) at(callback.due_at + rules.escalation);
    if (!next) return next;
    // What is due and could not be told waits for opening time or for somebody to come.
    if (*next <= now) {
        const auto soon = now + kLookAgain;
        return open_at(rules.hours, now) ? soon : next_open(rules.hours, soon).value_or(soon);
    }
    return next;
}

Callback wound(Callback callback, const CallbackRules& rules, WallTime now) {
    callback.soon_told.reset();
    callback.due_told.reset();
    callback.escalated.reset();
    callback.snoozed_until.reset();
    if (callback.due_at - rules.notice <= now) callback.soon_told = now;
    return callback;
}

} // namespace sangdam::core
