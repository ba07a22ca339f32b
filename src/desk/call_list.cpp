// SPDX-License-Identifier: MIT

#include "desk/call_list.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <variant>

namespace sangdam::desk {
namespace {

bool talked(const core::CallRecord& call) { return call.answered_at && !call.agent.empty(); }

CallRow row(const core::HistoryEntry& entry) {
    return {entry, entry.call.customer_number.masked(),
            talked(entry.call) && entry.call.ended_at && !entry.wrap_up};
}

// "010-12" -> "01012"; empty when it is not a piece of a number.
std::string digits_of(std::string_view search) {
    std::string digits;
    for (const char c : search) {
        if (c >= '0' && c <= '9')
            digits.push_back(c);
        else if (c != '-' && c != ' ')
            return {};
    }
    return digits;
}

constexpr int kPage = 100;

} // namespace

std::optional<base::WallTime> began(Period period, base::WallTime now, std::chrono::minutes zone) {
    if (period == Period::All) return std::nullopt;
    const auto days = period == Period::Today ? 0 : period == Period::Week ? 6 : 30;
    const auto today = std::chrono::floor<std::chrono::days>(now + zone);
    return base::WallTime((today - std::chrono::days{days}).time_since_epoch()) - zone;
}

bool missed(const core::CallRecord& call) {
    return call.direction == core::Direction::Incoming && call.ended_at && !talked(call);
}

bool matches(const CallRow& row, CallFilter filter, std::string_view search) {
    if (filter == CallFilter::Missed && !missed(row.entry.call)) return false;
    if (filter == CallFilter::Unwritten && !row.unwritten) return false;
    if (search.empty()) return true;
    if (const auto digits = digits_of(search); !digits.empty())
        return row.entry.call.customer_number.key().find(digits) != std::string::npos;
    const auto in = [&](const std::string& text) { return text.find(search) != std::string::npos; };
    const auto& wrap_up = row.entry.wrap_up;
    return in(row.entry.agent_name) || in(row.entry.category_path) ||
           (wrap_up && (in(wrap_up->note) || in(wrap_up->status)));
}

CallList::CallList(core::Centre& centre, CentreFeed& feed, const base::Clock& clock)
    : centre_(centre), feed_(feed), clock_(clock) {
    link_ = feed_.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online && !me_.empty()) read();
        refresh();
    });
    events_ = feed_.watch_events([this](const core::CentreEventBody& body) {
        if (std::holds_alternative<core::Reset>(body)) return read();
        if (const auto* changed = std::get_if<core::CallChanged>(&body))
            call_changed(changed->call);
    });
}

void CallList::set_me(core::AgentId me) { me_ = std::move(me); }
void CallList::set_filter(CallFilter filter) {
    filter_ = filter;
    refresh();
}
void CallList::set_search(std::string search) {
    search_ = std::move(search);
    refresh();
}

void CallList::set_period(Period period) {
    if (period == period_) return;
    period_ = period;
    entries_.clear();
    older_.clear();
    read_ = false;
    refresh();
    read();
}

core::CallQuery CallList::query() const {
    core::CallQuery query;
    query.from = began(period_, clock_.wall());
    return query;
}

void CallList::read() {
    if (std::exchange(reading_, true)) {
        again_ = true;
        return;
    }
    centre_.call_log().calls(
        query(), {{}, kPage},
        life_.guard(
            [this, period = period_](const base::Result<core::Page<core::HistoryEntry>>& page) {
                reading_ = false;
                if (period == period_) answered(page, true);
                if (std::exchange(again_, false) || period != period_) read();
            }));
}

void CallList::read_more() {
    if (older_.empty() || reading_) return;
    reading_ = true;
    centre_.call_log().calls(
        query(), {older_, kPage},
        life_.guard(
            [this, period = period_](const base::Result<core::Page<core::HistoryEntry>>& page) {
                reading_ = false;
                if (period == period_) answered(page, false);
                if (std::exchange(again_, false) || period != period_) read();
            }));
}

void CallList::answered(const base::Result<core::Page<core::HistoryEntry>>& page, bool newest) {
    if (!page) return; // What is known stays good.
    const auto known = [](const std::vector<core::HistoryEntry>& in, const core::CallRef& ref) {
        return std::ranges::any_of(
            in, [&](const core::HistoryEntry& each) { return each.call.ref == ref; });
    };
    if (newest) {
        // Older pages stay where the two meet; without a meeting point they would leave a gap.
        const bool meets =
            !page->items.empty() && known(entries_, page->items.back().call.ref) && read_;
        std::vector<core::HistoryEntry> now = page->items;
        if (meets && !page->next.empty()) {
            for (const auto& each : entries_)
                if (!known(now, each.call.ref)) now.push_back(each);
        } else {
            older_ = page->next;
        }
        entries_ = std::move(now);
    } else {
        for (const auto& each : page->items)
            if (!known(entries_, each.call.ref)) entries_.push_back(each);
        older_ = page->next;
    }
    read_ = true;
    refresh();
}

void CallList::call_changed(const core::CallRecord& call) {
    const bool listed = std::ranges::any_of(
        entries_, [&](const core::HistoryEntry& each) { return each.call.ref == call.ref; });
    // A call that ended at nobody's desk may have rung at mine.
    if (listed || call.agent == me_ || (call.ended_at && call.agent.empty())) read();
}

void CallList::refresh() {
    CallListView next;
    next.filter = filter_;
    next.search = search_;
    next.period = period_;
    next.more = !older_.empty();
    next.stale = !read_ || feed_.link() != core::LinkState::Online;
    for (const auto& each : entries_) {
        auto line = row(each);
        next.missed += missed(each.call) ? 1U : 0U;
        next.unwritten += line.unwritten ? 1U : 0U;
        if (matches(line, filter_, search_)) next.rows.push_back(std::move(line));
    }
    view_.set(std::move(next));
}

} // namespace sangdam::desk
