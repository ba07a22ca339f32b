// SPDX-License-Identifier: MIT

#include "hub/callback_desk.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace sangdam::hub {
namespace {

using base::Errc;
using base::Error;
using core::Callback;
using core::CallbackStatus;

constexpr int kAtOnce = 100;

bool can_be_called(const core::PhoneNumber& number) {
    return !number.hidden() && number.kind() != core::NumberKind::Unknown;
}

// The names of the zone database: "Asia/Seoul", "Etc/GMT+3".
bool looks_like_zone(const std::string& zone) {
    constexpr std::size_t kLongest = 64;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    };
    return !zone.empty() && zone.size() <= kLongest && zone.front() != '/' &&
           std::ranges::all_of(zone, fits);
}

} // namespace

CallbackDesk::CallbackDesk(store::CentreStore& store, EventFeed& feed, Roster& roster,
                           const CentreRules& rules, base::Timers& timers, const base::Clock& clock,
                           bool tells)
    : store_(store), feed_(feed), roster_(roster), rules_(rules), timers_(timers), clock_(clock),
      tells_(tells) {}

void CallbackDesk::look() {
    if (!tells_) return;
    const auto told = tell_due(clock_.wall());
    if (!told) base::log::error("hub", "callbacks are told later: {}", told.error().what);
    look_later();
}

void CallbackDesk::look_later() {
    if (!tells_) return;
    std::chrono::milliseconds wait = kLongestSleep;
    const auto next = store_.callbacks.next_look();
    if (next && *next)
        wait = std::clamp<std::chrono::milliseconds>(**next - clock_.wall(),
                                                     std::chrono::milliseconds(100), wait);
    timer_ = timers_.after(wait, [this] { look(); });
}

core::Assignee CallbackDesk::assignee_of(const Callback& callback) const {
    if (callback.assignee.empty()) return core::Assignee::Nobody;
    return roster_.at_work(callback.assignee) ? core::Assignee::Present : core::Assignee::Away;
}

base::Status CallbackDesk::tell_due(base::WallTime now) {
    SDC_TRY(const auto due, store_.callbacks.to_look_at(now, kAtOnce));
    const auto rules = rules_.callbacks();
    for (const auto& each : due) {
        auto told = core::tell(each, rules, assignee_of(each), now);
        SDC_TRY(auto change, Change::begin(store_, feed_));
        SDC_TRY(auto saved, store_.callbacks.save(told.callback,
                                                  core::next_look(told.callback, rules, now), now));
        if (told.alert)
            SDC_CHECK(change.tell(core::CallbackDue{std::move(saved), *told.alert, told.late}));
        SDC_CHECK(change.commit());
    }
    return base::Done{};
}

base::Status CallbackDesk::check(const Callback& callback) const {
    if (!can_be_called(callback.number))
        return Error{Errc::BadInput, "number: must be a number that can be called"};
    if (!looks_like_zone(callback.zone))
        return Error{Errc::BadInput, "zone: must be a name like Asia/Seoul"};
    if (!callback.assignee.empty() && !roster_.duty(callback.assignee))
        return Error{Errc::BadInput, "assignee: nobody of that id works here"};
    if (callback.shown.empty()) return base::Done{};
    SDC_TRY(const auto numbers, store_.settings.numbers());
    const auto now = clock_.wall();
    for (const auto& each : numbers)
        if (each.key == callback.shown && each.approved &&
            (!each.expires_at || *each.expires_at > now))
            return base::Done{};
    return Error{Errc::BadInput, "shown: is no approved number of this centre"};
}

base::Result<Callback> CallbackDesk::save(Change& change, const Callback* former, Callback typed) {
    SDC_CHECK(check(typed));
    const auto now = clock_.wall();
    Callback next = former ? *former : std::move(typed);
    if (former) { // What the hub keeps is not the client's to write.
        next.revision = typed.revision;
        next.customer = typed.customer;
        next.number = typed.number;
        next.zone = typed.zone;
        next.assignee = typed.assignee;
        next.shown = typed.shown;
        next.note = typed.note;
    } else {
        next.status = CallbackStatus::Open;
        next.tries.clear();
    }
    const bool moved = !former || former->due_at != typed.due_at;
    if (moved) {
        if (former) next.due_at = typed.due_at;
        if (next.due_at < now) return Error{Errc::BadInput, "due_at: is in the past"};
        next = core::wound(std::move(next), rules_.callbacks(), now);
    }
    if (next.customer.empty()) {
        SDC_TRY(const auto known, store_.customers.find_by_number(next.number));
        if (known) next.customer = known->id;
    }
    return this->change(change, former ? *former : Callback{}, std::move(next));
}

base::Result<Callback> CallbackDesk::change(Change& change, const Callback& former, Callback next) {
    const auto now = clock_.wall();
    const auto look = core::next_look(next, rules_.callbacks(), now);
    SDC_TRY(auto saved, store_.callbacks.save(next, look, now));
    const auto was = former.assignee == saved.assignee ? core::AgentId() : former.assignee;
    SDC_CHECK(change.tell(core::CallbackChanged{saved, was}));
    return saved;
}

void CallbackDesk::called(const core::CallRecord& call) {
    if (call.direction != core::Direction::Outgoing || call.customer_number.hidden()) return;
    const auto open = store_.callbacks.open_of_number(call.customer_number);
    if (!open) return base::log::warn("hub", "a try is not noted: {}", open.error().what);
    for (const auto& each : *open)
        if (each.assignee.empty() || each.assignee == call.agent || each.due_told)
            if (const auto noted = note(each, call); !noted)
                base::log::warn("hub", "a try is not noted: {}", noted.error().what);
    if (!open->empty()) look();
}

base::Status CallbackDesk::note(const Callback& callback, const core::CallRecord& call) {
    SDC_TRY(auto change, Change::begin(store_, feed_));
    SDC_CHECK(
        store_.callbacks.note(callback.id, {call.ref, call.agent, call.offered_at, call.result}));
    SDC_TRY(const auto now, store_.callbacks.find(callback.id));
    SDC_CHECK(this->change(change, now, now));
    return change.commit();
}

} // namespace sangdam::hub
