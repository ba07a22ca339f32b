// SPDX-License-Identifier: MIT

#include "desk/queue_watch.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {

using std::chrono::seconds;

std::vector<WaitingRow> waiting_rows(const std::vector<core::WaitingCall>& waiting,
                                     base::WallTime now) {
    auto sorted = waiting;
    std::ranges::stable_sort(sorted, {}, &core::WaitingCall::since);
    std::vector<WaitingRow> rows;
    rows.reserve(sorted.size());
    for (const auto& each : sorted) {
        WaitingRow row;
        row.ref = each.ref;
        row.caller = each.caller;
        row.masked = each.caller.masked();
        row.customer_name = each.customer_name;
        row.did = each.did;
        row.queue = each.queue;
        // The hub's clock may be ahead of ours; nobody has waited a negative time.
        row.waiting = std::max(seconds{0}, std::chrono::floor<seconds>(now - each.since));
        row.ringing_at = each.ringing_at;
        rows.push_back(std::move(row));
    }
    return rows;
}

QueueWatch::QueueWatch(core::Centre& centre, CentreFeed& feed, const base::Clock& clock,
                       base::Timers& timers)
    : centre_(centre), feed_(feed), clock_(clock), timers_(timers) {
    link_ = feed_.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online && !me_.empty()) read();
        refresh();
    });
    events_ = feed_.watch_events([this](const core::CentreEventBody& body) { event(body); });
    names_ = feed_.watch_names([this] { refresh(); });
}

void QueueWatch::set_me(core::AgentId me) {
    me_ = std::move(me);
    refresh();
}

void QueueWatch::read() {
    const auto edition = edition_;
    centre_.queue(
        life_.guard([this, edition](const base::Result<std::vector<core::WaitingCall>>& answer) {
            if (!answer || edition != edition_) return;
            read_ = true;
            waiting_ = *answer;
            refresh();
        }));
}

void QueueWatch::event(const core::CentreEventBody& body) {
    if (std::holds_alternative<core::Reset>(body)) return read();
    const auto* changed = std::get_if<core::QueueChanged>(&body);
    if (!changed) return;
    ++edition_;
    read_ = true;
    waiting_ = changed->waiting;
    refresh();
}

void QueueWatch::pick_up(const core::CallRef& ref) {
    const bool here = std::ranges::find(waiting_, ref, &core::WaitingCall::ref) != waiting_.end();
    if (!here || pulls_[ref] == Pull::Asked) return;
    pulls_[ref] = Pull::Asked;
    last_pull_ = Pull::None;
    winner_.clear();
    refresh();
    centre_.pick_up(ref, life_.guard([this, ref](const base::Status& done) { pulled(ref, done); }));
}

void QueueWatch::pulled(const core::CallRef& ref, const base::Status& done) {
    if (done) return; // It stays "asked" until it has left the list: my phone rings next.
    const auto code = done.error().code;
    last_pull_ = code == base::Errc::Conflict   ? Pull::Taken
                 : code == base::Errc::NotFound ? Pull::Gone
                                                : Pull::Failed;
    if (last_pull_ == Pull::Taken) winner_ = done.error().what;
    pulls_[ref] = last_pull_;
    refresh();
}

void QueueWatch::forget_last_pull() {
    last_pull_ = Pull::None;
    winner_.clear();
    refresh();
}

void QueueWatch::refresh() {
    QueueView next;
    next.rows = waiting_rows(waiting_, clock_.wall());
    next.stale = !read_ || feed_.link() != core::LinkState::Online;
    next.last_pull = last_pull_;
    next.winner = winner_;
    std::erase_if(pulls_, [&](const auto& pull) {
        return std::ranges::find(waiting_, pull.first, &core::WaitingCall::ref) == waiting_.end();
    });
    for (auto& row : next.rows) {
        row.ringing_at_name = feed_.name_of(row.ringing_at);
        row.ringing_here = !me_.empty() && row.ringing_at == me_;
        if (const auto pull = pulls_.find(row.ref); pull != pulls_.end()) row.pull = pull->second;
    }
    if (!next.rows.empty()) next.longest = next.rows.front().waiting;
    tick_.reset();
    if (!next.rows.empty()) tick_ = timers_.after(seconds{1}, [this] { refresh(); });
    view_.set(std::move(next));
}

} // namespace sangdam::desk
