// SPDX-License-Identifier: MIT
//
// 콜백 예약: keeps the centre's promises to call back and tells them in time (guide S15, S16). What
// is told and when is decided in core/callback_clock.h; here it is written down in the same change
// as the event that tells it, so that a hub that dies in between tells it once. Thread: the hub's
// strand.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "core/callback_clock.h"
#include "hub/centre_rules.h"
#include "hub/change.h"
#include "hub/roster.h"
#include "store/centre_store.h"

#include <functional>

namespace sangdam::hub {

class CallbackDesk {
public:
    // Time can jump under a timer (sleep, NTP): nothing is waited for longer than this.
    static constexpr std::chrono::seconds kLongestSleep{30};

    // `tells`: of several hubs one tells what is due, so that it is told once.
    CallbackDesk(store::CentreStore&, EventFeed&, Roster&, const CentreRules&, base::Timers&,
                 const base::Clock&, bool tells);

    void look_later(); // Another hub changed one: wakes when the next is due.
    void look(); // Tells what is due, and looks again by itself. At start, and after a change.

    // Inside the change of a route; look() after its commit. `former`: as it was, nothing for a new
    // one. BadInput: due in the past, no number that can be called, a zone or assignee or shown
    // number that is not there.
    base::Result<core::Callback> save(Change&, const core::Callback* former, core::Callback typed);
    base::Result<core::Callback> change(Change&, const core::Callback& former, core::Callback now);

    void called(const core::CallRecord&); // An outgoing call is over: it may have kept a promise.

private:
    core::Assignee assignee_of(const core::Callback&) const;
    base::Status tell_due(base::WallTime now);
    base::Status note(const core::Callback&, const core::CallRecord&);
    base::Status check(const core::Callback&) const;

    store::CentreStore& store_;
    EventFeed& feed_;
    Roster& roster_;
    const CentreRules& rules_;
    base::Timers& timers_;
    const base::Clock& clock_;
    const bool tells_;
    base::Timer timer_;
};

} // namespace sangdam::hub
