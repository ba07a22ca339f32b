// SPDX-License-Identifier: MIT

#include "hub/audience.h"

#include <algorithm>
#include <variant>

namespace sangdam::hub {

bool leads(const Viewer& viewer) { return viewer.role != core::Role::Agent; }

bool administers(const Viewer& viewer) { return viewer.role == core::Role::Admin; }

bool works_with(const Viewer& viewer, const core::AgentId& agent) {
    return viewer.one_team || std::ranges::count(viewer.mates, agent) > 0;
}

bool leads(const Viewer& viewer, const core::AgentId& agent) {
    return administers(viewer) || (leads(viewer) && works_with(viewer, agent));
}

bool may_see(const Viewer& viewer, const core::CallRecord& call) {
    return call.agent.empty() || call.agent == viewer.agent || leads(viewer, call.agent);
}

bool may_see(const Viewer& viewer, const core::Callback& callback) {
    return callback.assignee.empty() || callback.assignee == viewer.agent ||
           callback.author == viewer.agent || leads(viewer, callback.assignee);
}

bool may_write_wrap_up(const Viewer& viewer, const core::CallRecord& call) {
    return may_see(viewer, call);
}

bool may_set_state_of(const Viewer& viewer, const core::AgentId& agent) {
    return viewer.agent == agent || leads(viewer, agent);
}

bool may_hear(const Viewer& viewer, const core::CentreEventBody& body) {
    if (const auto* changed = std::get_if<core::CallChanged>(&body))
        return may_see(viewer, changed->call);
    if (const auto* due = std::get_if<core::CallbackDue>(&body)) {
        // The author made the promise for somebody else: only who keeps it is reminded.
        const auto& assignee = due->callback.assignee;
        const bool mine = assignee.empty() || assignee == viewer.agent || leads(viewer, assignee);
        return mine ||
               (due->alert == core::CallbackAlert::Escalated && works_with(viewer, assignee));
    }
    if (const auto* changed = std::get_if<core::CallbackChanged>(&body))
        return changed->former == viewer.agent || may_see(viewer, changed->callback);
    if (const auto* changed = std::get_if<core::OutcallChanged>(&body))
        return changed->outcall.agent == viewer.agent || leads(viewer, changed->outcall.agent);
    return true; // The queue and the colleagues' states are everybody's work.
}

} // namespace sangdam::hub
