// SPDX-License-Identifier: MIT
//
// 당겨받기: takes a waiting call, or one that rings at a colleague, to one's own seat. The claim is
// one statement in the database, so that of several who press exactly one wins; the switch is asked
// only after that. Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/timers.h"
#include "core/ports/switch.h"
#include "hub/call_keeper.h"
#include "hub/roster.h"
#include "store/centre_store.h"
#include "wire/problem.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace sangdam::hub {

class PickUp {
public:
    static constexpr std::chrono::milliseconds kQuickly{300};

    // Nothing: the call is on its way to the agent's phone. A switch may know only when the phone
    // was answered; what it says within kQuickly can still be told.
    using Told = std::function<void(std::optional<wire::Problem>)>;

    PickUp(store::CentreStore&, CallKeeper&, Roster&, core::SwitchPort*, const base::Clock&,
           base::Executor& strand, base::Timers&);

    void pull(const core::CallRef&, const core::AgentId&, Told);

private:
    std::optional<wire::Problem> claim(const core::CallRef&, const core::AgentId&);
    wire::Problem taken_by(const core::AgentId&) const;
    struct Pull {
        core::CallRef ref;
        core::AgentId agent;
        Told told; // Empty when it was told.
        base::Timer quickly;
    };
    void tell(std::uint64_t pull, std::optional<wire::Problem>);
    void delivered(std::uint64_t pull, const base::Status&);

    store::CentreStore& store_;
    CallKeeper& keeper_;
    Roster& roster_;
    core::SwitchPort* switch_;
    const base::Clock& clock_;
    base::Executor& strand_;
    base::Timers& timers_;
    // The switch may answer when we are gone.
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
    std::map<std::uint64_t, Pull> pulls_; // Until the switch has said how each came out.
    std::uint64_t next_ = 1;
};

} // namespace sangdam::hub
