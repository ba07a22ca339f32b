// SPDX-License-Identifier: MIT
//
// 당겨받기: takes a waiting call, or one that rings at a colleague, to one's own seat. The claim is
// one statement in the database, so that of several who press exactly one wins; the switch is asked
// only after that. Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "core/ports/switch.h"
#include "hub/call_keeper.h"
#include "hub/roster.h"
#include "store/centre_store.h"
#include "wire/problem.h"

#include <functional>
#include <optional>

namespace sangdam::hub {

class PickUp {
public:
    // Nothing: the call is on its way to the agent's phone.
    using Told = std::function<void(std::optional<wire::Problem>)>;

    PickUp(store::CentreStore&, CallKeeper&, Roster&, core::SwitchPort*, const base::Clock&,
           base::Executor& strand);

    void pull(const core::CallRef&, const core::AgentId&, Told);

private:
    std::optional<wire::Problem> claim(const core::CallRef&, const core::AgentId&);
    wire::Problem taken_by(const core::AgentId&) const;
    void delivered(const core::CallRef&, const core::AgentId&, const base::Status&, const Told&);

    store::CentreStore& store_;
    CallKeeper& keeper_;
    Roster& roster_;
    core::SwitchPort* switch_;
    const base::Clock& clock_;
    base::Executor& strand_;
};

} // namespace sangdam::hub
