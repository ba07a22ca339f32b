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
#include "hub/audience.h"
#include "hub/duty.h"
#include "hub/event_feed.h"
#include "store/centre_store.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::hub {

struct RosterRules {
    std::chrono::seconds wrap_up{120};          // 🟡 at most so long,
    std::chrono::seconds desktop_grace{30};     // Without an event stream, before being Offline.
    std::chrono::seconds wrap_up_extension{60}; // 🟡 so much longer at each press,
    int wrap_up_extensions = 3;                 // so many times.
    std::string hub;                            // Id of this one among several; empty: alone.
};

// The selected number while it is approved, else the first approved one; empty: none is.
std::string shown_number(const core::Agent&, const std::vector<core::OwnNumber>& approved);

class Roster {
public:
    // `trouble`: something could not be written; retry() wants to be called later.
    Roster(store::CentreStore&, EventFeed&, core::SwitchPort*, base::Timers&, const base::Clock&,
           RosterRules, std::function<void()> trouble);

    base::Status load(); // From the database: everybody. Nobody is signed in yet.
    void set_rules(RosterRules rules) { rules_ = std::move(rules); } // For wrap-ups from now on.
    const RosterRules& rules() const { return rules_; }
    void tell_switch(); // Seats and who may be rung; after load().

    // By value and as of now; NotFound.
    base::Result<core::Agent> find(const core::AgentId&) const;
    std::vector<core::Agent> all() const; // By login.
    const Duty* duty(const core::AgentId&) const;
    std::string name_of(const core::AgentId&) const; // Empty when unknown.
    Viewer viewer(const core::Agent&) const;         // With the team as it is now.
    bool at_work(const core::AgentId&) const;        // Signed in and not away.

    // 🟡 longer. Conflict: not in wrap-up, or no extension is left.
    base::Result<core::Agent> extend_wrap_up(const core::AgentId&);
    void show_number(const core::AgentId&, const std::string& key); // Was checked and is stored.
    void apply(const core::AgentId&, const DutyEvent&);
    void signed_in(const core::AgentId&);
    void stream_opened(const core::AgentId&);
    void stream_closed(const core::AgentId&);
    bool retry(); // True: all is written.

    // Another hub tells what it knows of an agent: whose desktop hangs there is its business.
    void heard(const core::Agent&);
    void offline(const core::AgentId&); // The hub where the desktop hung is gone.

private:
    struct Seat {
        core::Agent agent;
        Duty duty;
        base::Timer wrap_up;
        std::optional<base::WallTime> wrap_up_until;
        base::Timer grace;
        bool elsewhere = false; // Its desktop hangs at another hub.
    };
    base::Result<bool> hangs_elsewhere(const core::AgentId&);
    void wait_for_desktop(Seat&);
    void follow(Seat&, const Duty& before, bool moved = false);
    void count_down(Seat&);
    void tell(const Seat&); // Database and colleagues; later, when the database is away.
    base::Status write(const Seat&);

    store::CentreStore& store_;
    EventFeed& feed_;
    core::SwitchPort* switch_;
    base::Timers& timers_;
    const base::Clock& clock_;
    RosterRules rules_;
    const std::function<void()> trouble_;
    std::map<core::AgentId, Seat> seats_;
    std::set<core::AgentId> unwritten_;
};

} // namespace sangdam::hub
