// SPDX-License-Identifier: MIT
//
// My calls (콜 목록): newest first, with a filter and a search. On the presenters' executor.
#pragma once

#include "core/ports/centre.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::desk {

enum class CallFilter { All, Missed, Unwritten }; // 전체, 부재, 미작성 후처리

struct CallRow {
    core::HistoryEntry entry;
    std::string masked;
    bool unwritten = false; // Talked, and no wrap-up stored.

    friend bool operator==(const CallRow&, const CallRow&) = default;
};

struct CallListView {
    std::vector<CallRow> rows;
    CallFilter filter = CallFilter::All;
    std::string search;     // In numbers (digits) or agent, category and note (words).
    std::size_t missed = 0; // Of all, whatever the filter says.
    std::size_t unwritten = 0;
    bool stale = true;

    friend bool operator==(const CallListView&, const CallListView&) = default;
};

bool missed(const core::CallRecord&); // Incoming, and nobody talked.
bool matches(const CallRow&, CallFilter, std::string_view search);

class CallList {
public:
    CallList(core::Centre&, CentreFeed&);

    const CallListView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const CallListView&)> f) {
        return view_.watch(std::move(f));
    }
    void set_filter(CallFilter);
    void set_search(std::string);
    void set_me(core::AgentId);
    void read();

private:
    void call_changed(const core::CallRecord&);
    void refresh();

    core::Centre& centre_;
    CentreFeed& feed_;
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
