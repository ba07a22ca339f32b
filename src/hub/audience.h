// SPDX-License-Identifier: MIT
//
// Who may be told what. Pure, and the only place where it is decided: routes and the event stream
// ask here.
#pragma once

#include "core/centre_event.h"

namespace sangdam::hub {

struct Viewer {
    core::AgentId agent;
    core::Role role = core::Role::Agent;
};

bool leads(const Viewer&); // Supervisors and administrators.

// The record of a call: leaders see all; an agent its own, and those that nobody talked in – a
// missed customer is everybody's.
bool may_see(const Viewer&, const core::CallRecord&);
bool may_write_wrap_up(const Viewer&, const core::CallRecord&);
bool may_set_state_of(const Viewer&, const core::AgentId&);

bool may_hear(const Viewer&, const core::CentreEventBody&);

} // namespace sangdam::hub
