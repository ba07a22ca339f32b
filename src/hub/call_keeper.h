// SPDX-License-Identifier: MIT
//
// Keeps the record of every call from the switch's notices: what call_book.h decides goes to the
// database, to everybody who may hear it, and to the roster. A call is never held up by a database
// that is away: its record waits here and is written when it is back. Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/customer.h"
#include "hub/call_book.h"
#include "hub/event_feed.h"
#include "hub/roster.h"
#include "store/centre_store.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace sangdam::hub {

class CallKeeper {
public:
    // `trouble`: something could not be written; retry() wants to be called later.
    CallKeeper(store::CentreStore&, EventFeed&, Roster&, std::function<void()> trouble);

    base::Status settle(); // At start: what the last run left open is over.
    // A hub without the switch: knows of the calls what the leading one tells.
    base::Status follow();
    void told(const core::CentreEventBody&);
    void heard(const core::SwitchNotice&);
    void customer_saved(const core::Customer&); // Calls of that number going on belong to it now.
    bool retry();                               // True: all is written.

    const TrackedCall* find(const core::CallRef&) const; // Going on, or not written yet.
    const std::vector<core::WaitingCall>& waiting() const { return waiting_; }

private:
    TrackedCall recognised(TrackedCall) const;
    void tell_roster(const core::SwitchNotice&, const std::optional<TrackedCall>& before,
                     const TrackedCall& now);
    void write_or_keep();
    base::Status write(bool queue_changed);

    store::CentreStore& store_;
    EventFeed& feed_;
    Roster& roster_;
    const std::function<void()> trouble_;
    std::map<core::CallRef, TrackedCall> calls_;
    std::set<core::CallRef> unwritten_;
    std::vector<core::WaitingCall> waiting_;
    bool follows_ = false;
    std::vector<core::WaitingCall> told_; // The queue as the last event had it.
};

} // namespace sangdam::hub
