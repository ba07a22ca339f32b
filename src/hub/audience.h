// SPDX-License-Identifier: MIT
//
// Who may be told what. Pure, and the only place where it is decided: routes and the event stream
// ask here.
#pragma once

#include "core/centre_event.h"

#include <vector>

namespace sangdam::hub {

struct Viewer {
    core::AgentId agent;
    core::Role role = core::Role::Agent;
    // A centre may have teams: who works in mine. Without teams everybody does.
    bool one_team = true;
    std::vector<core::AgentId> mates{};
};

bool leads(const Viewer&); // Supervisors and administrators.
// Administrators everybody, supervisors their team.
bool leads(const Viewer&, const core::AgentId&);
bool administers(const Viewer&);
bool works_with(const Viewer&, const core::AgentId&); // In one team.

// The record of a call: leaders see their people's; an agent its own; and everybody those that
// nobody talked in – a missed customer is everybody's.
bool may_see(const Viewer&, const core::CallRecord&);
bool may_write_wrap_up(const Viewer&, const core::CallRecord&);
// A promise: who is in charge or made it, their leaders, and everybody when nobody is in charge.
bool may_see(const Viewer&, const core::Callback&);
bool may_set_state_of(const Viewer&, const core::AgentId&);

bool may_hear(const Viewer&, const core::CentreEventBody&);

} // namespace sangdam::hub
