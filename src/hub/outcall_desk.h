// SPDX-License-Identifier: MIT
//
// 아웃콜 (guide S10–S12): may this agent call this customer with this number shown? Then the switch
// rings both legs, and every stage is told. Caller IDs that are not approved are refused here, for
// every desktop (전기통신사업법 84조의2). Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "core/outcall_record.h"
#include "core/ports/switch.h"
#include "hub/change.h"
#include "hub/roster.h"
#include "store/centre_store.h"
#include "wire/problem.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace sangdam::hub {

class OutcallDesk {
public:
    using Outcome = std::variant<core::OutcallRecord, wire::Problem>;
    using Told = std::function<void(Outcome)>;

    OutcallDesk(store::CentreStore&, EventFeed&, Roster&, core::SwitchPort*, const base::Clock&,
                base::Executor& strand);

    // `address`: for the access log, when a customer is called who wants no calls.
    void start(core::OutcallRequest, const Viewer&, const std::string& address, Told);
    Outcome find(const core::CallRef&, const Viewer&) const;
    std::optional<wire::Problem> cancel(const core::CallRef&, const Viewer&);
    void heard(const core::SwitchNotice&);

private:
    Outcome allowed(const core::OutcallRequest&, const Viewer&, const std::string& address);
    std::optional<wire::Problem> wants_calls(const core::OutcallRequest&, const core::Customer&,
                                             const Viewer&, const std::string& address);
    void placed(const core::CallRef&, const base::Status&, const Told&);
    void step(core::OutcallRecord&, core::OutcallStage, core::OutcallFailure, base::WallTime at);

    store::CentreStore& store_;
    EventFeed& feed_;
    Roster& roster_;
    core::SwitchPort* switch_;
    const base::Clock& clock_;
    base::Executor& strand_;
    std::map<core::CallRef, core::OutcallRecord> going_on_;
    // The switch may answer when we are gone.
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

} // namespace sangdam::hub
