// SPDX-License-Identifier: MIT

#include "desk/callback_alerts.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {

using namespace std::chrono_literals;
using std::chrono::minutes;

namespace {

AlertKind kind_at(base::WallTime due, base::WallTime now) {
    if (now < due) return AlertKind::Soon;
    return now < due + kOverdueAfter ? AlertKind::Due : AlertKind::Overdue;
}

bool quiet(const Answered& answer, AlertKind kind, base::WallTime now) {
    if (answer.snoozed_until) return now < *answer.snoozed_until;
    if (!answer.seen) return false;
    return *answer.seen != AlertKind::Soon || kind == AlertKind::Soon;
}

} // namespace

AlertsView alerts_at(const std::vector<core::Callback>& open, const AnsweredBook& answered,
                     base::WallTime now, minutes notice) {
    AlertsView out;
    for (const auto& each : open) {
        if (each.status != core::CallbackStatus::Open || now < each.due_at - notice) continue;
        if (each.snoozed_until && now < *each.snoozed_until) continue; // Put off at another PC.
        const auto kind = kind_at(each.due_at, now);
        const auto answer = answered.find(each.id);
        if (answer != answered.end() && quiet(answer->second, kind, now)) continue;
        const auto away = now < each.due_at ? each.due_at - now : now - each.due_at;
        // "In ten minutes" until the tenth is over; "since one minute" only when it is full.
        out.push_back({each, kind,
                       now < each.due_at ? std::chrono::ceil<minutes>(away)
                                         : std::chrono::floor<minutes>(away),
                       false});
    }
    std::ranges::stable_sort(out, {}, [](const Alert& each) { return each.callback.due_at; });
    return out;
}

CallbackAlerts::CallbackAlerts(core::Centre& centre, CentreFeed& feed, const base::Clock& clock,
                               base::Timers& timers)
    : centre_(centre), feed_(feed), clock_(clock), timers_(timers) {
    link_ = feed_.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online && !me_.empty()) read();
    });
    events_ = feed_.watch_events([this](const core::CentreEventBody& body) { event(body); });
}

void CallbackAlerts::set_me(core::AgentId me) {
    if (me == me_) return;
    me_ = std::move(me);
    open_.clear();
    answered_.clear();
    risen_.clear();
    escalated_.clear();
    refresh();
}

void CallbackAlerts::read() {
    centre_.callbacks().list(
        {}, {{}, 100}, life_.guard([this](const base::Result<core::Page<core::Callback>>& page) {
            if (!page) return; // What is known stays good.
            open_ = page->items;
            refresh();
        }));
    centre_.administration().settings(
        life_.guard([this](const base::Result<core::CentreSettings>& settings) {
            if (settings && settings->callback_notice != notice_) {
                notice_ = settings->callback_notice;
                refresh();
            }
        }));
}

void CallbackAlerts::event(const core::CentreEventBody& body) {
    if (std::holds_alternative<core::Reset>(body) ||
        std::holds_alternative<core::SettingsChanged>(body))
        return read();
    if (const auto* due = std::get_if<core::CallbackDue>(&body)) {
        if (due->alert == core::CallbackAlert::Escalated) escalated_[due->callback.id] = true;
        replace(due->callback);
    }
    if (const auto* changed = std::get_if<core::CallbackChanged>(&body)) replace(changed->callback);
}

void CallbackAlerts::replace(const core::Callback& callback) {
    const auto before = std::ranges::find(open_, callback.id, &core::Callback::id);
    // Put to another time: what was answered before does not count any more.
    if (before != open_.end() && before->due_at != callback.due_at) {
        answered_.erase(callback.id);
        risen_.erase(callback.id);
    }
    if (before != open_.end()) open_.erase(before);
    const bool mine =
        callback.assignee.empty() || callback.assignee == me_ || escalated_.contains(callback.id);
    if (callback.status == core::CallbackStatus::Open && mine) open_.push_back(callback);
    refresh();
}

void CallbackAlerts::snooze(const core::CallbackId& id) {
    const auto until = clock_.wall() + kSnooze;
    answered_[id].snoozed_until = until;
    risen_.erase(id); // It rings again.
    refresh();
    centre_.callbacks().snooze(id, until, [](const base::Result<core::Callback>&) {});
}

void CallbackAlerts::done(const core::CallbackId& id) {
    const auto at = std::ranges::find(open_, id, &core::Callback::id);
    if (at == open_.end()) return;
    const auto kept = *at;
    open_.erase(at);
    refresh();
    centre_.callbacks().finish(
        id, core::CallbackStatus::Done, std::nullopt,
        life_.guard([this, kept](const base::Result<core::Callback>& answer) {
            if (answer || answer.error().code == base::Errc::NotFound) return;
            open_.push_back(kept); // Not told to the hub: it is not done yet.
            answered_[kept.id].snoozed_until = clock_.wall() + kLook;
            refresh();
        }));
}

void CallbackAlerts::close(const core::CallbackId& id) {
    const auto shown =
        std::ranges::find(view_.get(), id, [](const Alert& each) { return each.callback.id; });
    if (shown == view_.get().end()) return;
    answered_[id] = {shown->kind, std::nullopt};
    refresh();
}

void CallbackAlerts::calling(const core::CallbackId& id) {
    answered_[id].snoozed_until = clock_.wall() + kSnooze; // If it is not done by then: again.
    risen_.erase(id);
    refresh();
}

void CallbackAlerts::refresh() {
    const auto now = clock_.wall();
    auto next = alerts_at(open_, answered_, now, notice_);
    for (auto& each : next) each.escalated = escalated_.contains(each.callback.id);
    std::vector<Alert> rising;
    for (const auto& each : next) {
        const auto [at, first] = risen_.try_emplace(each.callback.id, each.kind);
        const bool later = !first && at->second == AlertKind::Soon && each.kind != AlertKind::Soon;
        if (later) at->second = each.kind;
        if (first || later) rising.push_back(each);
    }
    tick_.reset();
    if (!open_.empty()) tick_ = timers_.after(kLook, [this] { refresh(); });
    count_.set(open_.size());
    view_.set(std::move(next));
    for (const auto& each : rising) rising_.emit(each);
}

} // namespace sangdam::desk
