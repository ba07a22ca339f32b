// SPDX-License-Identifier: MIT
//
// My calls (콜 목록): newest first, of today or of longer, with a filter and a search. What is on
// the screen is searched here; older pages come as they are asked for. On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "core/ports/centre.h"
#include "desk/briefing.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::desk {

enum class CallFilter { All, Missed, Unwritten }; // 전체, 부재, 미작성 후처리
enum class Period { Today, Week, Month, All };    // Week: seven days back, today included.

struct CallRow {
    core::HistoryEntry entry;
    std::string masked;
    bool unwritten = false; // Talked, and no wrap-up stored.

    friend bool operator==(const CallRow&, const CallRow&) = default;
};

struct CallListView {
    std::vector<CallRow> rows;
    CallFilter filter = CallFilter::All;
    Period period = Period::Today;
    bool more = false;      // Older ones of the period are to be had with read_more().
    std::string search;     // In numbers (digits) or agent, category and note (words).
    std::size_t missed = 0; // Of all, whatever the filter says.
    std::size_t unwritten = 0;
    bool stale = true;

    friend bool operator==(const CallListView&, const CallListView&) = default;
};

// When the period began, at a local midnight; nothing: it has no beginning. Pure.
std::optional<base::WallTime> began(Period, base::WallTime now, std::chrono::minutes zone = kKorea);
bool missed(const core::CallRecord&); // Incoming, and nobody talked.
bool matches(const CallRow&, CallFilter, std::string_view search);

class CallList {
public:
    CallList(core::Centre&, CentreFeed&, const base::Clock&);

    const CallListView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const CallListView&)> f) {
        return view_.watch(std::move(f));
    }
    void set_filter(CallFilter);
    void set_search(std::string);
    void set_period(Period);
    void read_more();
    const std::vector<core::HistoryEntry>& entries() const { return entries_; }
    void set_me(core::AgentId);
    void read();

private:
    void call_changed(const core::CallRecord&);
    void answered(const base::Result<core::Page<core::HistoryEntry>>&, bool newest);
    core::CallQuery query() const;
    void refresh();

    core::Centre& centre_;
    CentreFeed& feed_;
    const base::Clock& clock_;
    Period period_ = Period::Today;
    std::string older_; // Cursor of the next page; empty: there is none.
    core::AgentId me_;
    std::vector<core::HistoryEntry> entries_;
    CallFilter filter_ = CallFilter::All;
    std::string search_;
    bool read_ = false;
    bool reading_ = false;
    bool again_ = false; // Something changed while a read was under way.
    Observed<CallListView> view_;
    Subscription link_, events_;
    Lifeline life_;
};

} // namespace sangdam::desk
