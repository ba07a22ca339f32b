// SPDX-License-Identifier: MIT

#include "hub/audience.h"

#include <variant>

namespace sangdam::hub {

bool leads(const Viewer& viewer) { return viewer.role != core::Role::Agent; }

bool may_see(const Viewer& viewer, const core::CallRecord& call) {
    return leads(viewer) || call.agent.empty() || call.agent == viewer.agent;
}

bool may_write_wrap_up(const Viewer& viewer, const core::CallRecord& call) {
    return may_see(viewer, call);
}

bool may_set_state_of(const Viewer& viewer, const core::AgentId& agent) {
    return leads(viewer) || viewer.agent == agent;
}

bool may_hear(const Viewer& viewer, const core::CentreEventBody& body) {
    if (const auto* changed = std::get_if<core::CallChanged>(&body))
        return may_see(viewer, changed->call);
    return true; // The queue and the colleagues' states are everybody's work.
}

} // namespace sangdam::hub
