// SPDX-License-Identifier: MIT
//
// Who works here and what each is doing now (guide S1): carries out what duty.h decides – tells the
// switch whom to ring, the database and the colleagues – and owns the times: of a wrap-up, and for
// a desktop to come back. Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/timers.h"
#include "core/ports/switch.h"
#include "hub/duty.h"
#include "hub/event_feed.h"
#include "store/centre_store.h"

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace sangdam::hub {

struct RosterRules {
    std::chrono::seconds wrap_up{120};      // 🟡 at most so long.
    std::chrono::seconds desktop_grace{30}; // Without an event stream, before an agent is Offline.
};

class Roster {
public:
    // `trouble`: something could not be written; retry() wants to be called later.
    Roster(store::CentreStore&, EventFeed&, core::SwitchPort*, base::Timers&, const base::Clock&,
           RosterRules, std::function<void()> trouble);

    base::Status load(); // From the database: everybody. Nobody is signed in yet.
    void tell_switch();  // Seats and who may be rung; after load().

    // By value and as of now; NotFound.
    base::Result<core::Agent> find(const core::AgentId&) const;
    std::vector<core::Agent> all() const; // By login.
    const Duty* duty(const core::AgentId&) const;
    std::string name_of(const core::AgentId&) const; // Empty when unknown.

    void apply(const core::AgentId&, const DutyEvent&);
    void signed_in(const core::AgentId&);
    void stream_opened(const core::AgentId&);
    void stream_closed(const core::AgentId&);
    bool retry(); // True: all is written.

private:
    struct Seat {
        core::Agent agent;
        Duty duty;
        base::Timer wrap_up;
        base::Timer grace;
    };
    void wait_for_desktop(Seat&);
    void follow(Seat&, const Duty& before);
    base::Status write(const Seat&);

    store::CentreStore& store_;
    EventFeed& feed_;
    core::SwitchPort* switch_;
    base::Timers& timers_;
    const base::Clock& clock_;
    const RosterRules rules_;
    const std::function<void()> trouble_;
    std::map<core::AgentId, Seat> seats_;
    std::set<core::AgentId> unwritten_;
};

} // namespace sangdam::hub
