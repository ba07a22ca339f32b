// SPDX-License-Identifier: MIT

#include "hub/call_keeper.h"

#include "base/log.h"
#include "hub/change.h"

#include <algorithm>
#include <utility>

namespace sangdam::hub {

CallKeeper::CallKeeper(store::CentreStore& store, EventFeed& feed, Roster& roster,
                       std::function<void()> trouble)
    : store_(store), feed_(feed), roster_(roster), trouble_(std::move(trouble)) {}

base::Status CallKeeper::settle() {
    SDC_TRY(auto open, store_.calls.open());
    for (auto& record : open) {
        SDC_TRY(auto attempts, store_.calls.attempts(record.ref));
        const auto ref = record.ref;
        calls_[ref] = settled({std::move(record), std::move(attempts), {}});
        unwritten_.insert(ref);
    }
    if (!unwritten_.empty())
        base::log::warn("hub", "{} calls were going on when the hub stopped", unwritten_.size());
    return write(false);
}

base::Status CallKeeper::follow() {
    follows_ = true;
    SDC_TRY(auto open, store_.calls.open());
    for (auto& record : open) {
        const auto ref = record.ref;
        SDC_TRY(auto attempts, store_.calls.attempts(ref));
        calls_[ref] = recognised({std::move(record), std::move(attempts), {}});
    }
    std::vector<const TrackedCall*> going_on;
    for (const auto& [ref, call] : calls_) going_on.push_back(&call);
    told_ = waiting_ = waiting_list(going_on);
    return base::Done{};
}

void CallKeeper::told(const core::CentreEventBody& body) {
    if (!follows_) {
        // What another hub's agent saved about a customer who is on the line.
        const auto* saved = std::get_if<core::CustomerChanged>(&body);
        if (!saved) return;
        const auto customer = store_.customers.find(saved->customer);
        if (customer) customer_saved(*customer);
        return;
    }
    if (const auto* queue = std::get_if<core::QueueChanged>(&body))
        told_ = waiting_ = queue->waiting;
    const auto* changed = std::get_if<core::CallChanged>(&body);
    if (!changed) return;
    const auto& record = changed->call;
    const auto found = calls_.find(record.ref);
    const bool known = found != calls_.end();
    if (!record.agent.empty()) {
        if (record.ended_at)
            roster_.apply(record.agent, CallOver{record.ref});
        else if (record.answered_at)
            roster_.apply(record.agent, CallTalks{record.ref});
        else if (!known)
            roster_.apply(record.agent, CallBegan{record.ref});
    }
    if (record.ended_at)
        calls_.erase(record.ref);
    else if (known)
        found->second.record = record;
    else
        calls_[record.ref] = {record, {}, {}};
}

void CallKeeper::heard(const core::SwitchNotice& notice) {
    const auto* ref = call_of(notice.event);
    if (!ref) return;
    std::optional<TrackedCall> before;
    if (const auto found = calls_.find(*ref); found != calls_.end()) before = found->second;
    auto now = step(before, notice);
    if (!now || (before && *now == *before)) return;
    if (!before) now = recognised(std::move(*now));
    if (const auto* stopped = std::get_if<core::SwitchSeatStopped>(&notice.event)) {
        // A pulled call that its new seat did not take may be pulled again.
        const auto released = store_.calls.release(*ref, stopped->agent);
        if (!released) base::log::warn("hub", "a claim stays: {}", released.error().what);
    }
    unwritten_.insert(*ref);
    calls_[*ref] = *now;
    write_or_keep();
    tell_roster(notice, before, *now);
}

TrackedCall CallKeeper::recognised(TrackedCall call) const {
    if (call.record.customer_number.hidden()) return call;
    const auto customer = store_.customers.find_by_number(call.record.customer_number);
    if (!customer)
        base::log::warn("hub", "{} was not looked up: {}", call.record.customer_number.masked(),
                        customer.error().what);
    else if (*customer) {
        call.record.customer = (*customer)->id;
        call.customer_name = (*customer)->name;
    }
    return call;
}

void CallKeeper::tell_roster(const core::SwitchNotice& notice,
                             const std::optional<TrackedCall>& before, const TrackedCall& now) {
    const auto& ref = now.record.ref;
    const auto former = before ? before->record.agent : core::AgentId();
    if (!former.empty() && former != now.record.agent) roster_.apply(former, CallOver{ref});
    const auto& agent = now.record.agent;
    if (agent.empty()) return;
    if (ended(now)) return roster_.apply(agent, CallOver{ref});
    if (std::holds_alternative<core::SwitchConnected>(notice.event))
        return roster_.apply(agent, CallTalks{ref});
    if (!before) roster_.apply(agent, CallBegan{ref});
}

void CallKeeper::customer_saved(const core::Customer& customer) {
    if (follows_) return; // The leader hears of it and writes.
    for (auto& [ref, call] : calls_) {
        if (ended(call) || call.record.customer_number.hidden()) continue;
        if (!std::ranges::count(customer.numbers, call.record.customer_number)) continue;
        if (call.record.customer == customer.id && call.customer_name == customer.name) continue;
        call.record.customer = customer.id;
        call.customer_name = customer.name;
        unwritten_.insert(ref);
    }
    if (!unwritten_.empty()) write_or_keep();
}

void CallKeeper::write_or_keep() {
    std::vector<const TrackedCall*> going_on;
    for (const auto& [ref, call] : calls_) going_on.push_back(&call);
    waiting_ = waiting_list(going_on);
    const auto written = write(waiting_ != told_);
    if (written) return;
    base::log::error("hub", "{} calls are not written yet: {}", unwritten_.size(),
                     written.error().what);
    feed_.missed();
    trouble_();
}

base::Status CallKeeper::write(bool queue_changed) {
    SDC_TRY(auto change, Change::begin(store_, feed_));
    for (const auto& ref : unwritten_) {
        const auto& call = calls_.at(ref);
        SDC_CHECK(store_.calls.put(call.record));
        for (const auto& attempt : call.attempts) SDC_CHECK(store_.calls.put(attempt));
        SDC_CHECK(change.tell(core::CallChanged{call.record}));
    }
    if (queue_changed) SDC_CHECK(change.tell(core::QueueChanged{waiting_}));
    SDC_CHECK(change.commit());
    unwritten_.clear();
    told_ = waiting_;
    std::erase_if(calls_, [](const auto& each) { return ended(each.second); });
    return base::Done{};
}

bool CallKeeper::retry() {
    if (unwritten_.empty() && waiting_ == told_) return true;
    return write(waiting_ != told_).has_value();
}

const TrackedCall* CallKeeper::find(const core::CallRef& ref) const {
    const auto found = calls_.find(ref);
    return found == calls_.end() ? nullptr : &found->second;
}

} // namespace sangdam::hub
