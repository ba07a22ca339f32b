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

} // namespace

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

CallList::CallList(core::Centre& centre, CentreFeed& feed) : centre_(centre), feed_(feed) {
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

void CallList::read() {
    if (std::exchange(reading_, true)) {
        again_ = true;
        return;
    }
    centre_.recent_calls(
        life_.guard([this](const base::Result<std::vector<core::HistoryEntry>>& answer) {
            reading_ = false;
            if (answer) {
                read_ = true;
                entries_ = *answer;
                refresh();
            }
            if (std::exchange(again_, false)) read();
        }));
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
