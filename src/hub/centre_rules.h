// SPDX-License-Identifier: MIT
//
// What an administrator has set (core::CentreSettings): kept in the database, told to the switch
// and to the roster. Thread: the hub's strand.
#pragma once

#include "core/callback_clock.h"
#include "core/centre_settings.h"
#include "core/ports/switch.h"
#include "hub/roster.h"
#include "store/centre_store.h"

namespace sangdam::hub {

class CentreRules {
public:
    // `before`: what holds until an administrator sets something.
    CentreRules(store::CentreStore&, Roster&, core::SwitchPort*, core::CentreSettings before);

    base::Status load();
    const core::CentreSettings& now() const { return settings_; }
    // For an administrator: with the terms of retention as they hold, also when they were set with
    // `sangdam-hub admin retention`.
    base::Result<core::CentreSettings> told() const;
    core::CallbackRules callbacks() const;
    // Inside the change of the route; apply() after its commit. BadInput, Conflict.
    base::Result<core::CentreSettings> save(core::CentreSettings);
    void apply(core::CentreSettings);

private:
    void tell() const;

    store::CentreStore& store_;
    Roster& roster_;
    core::SwitchPort* switch_;
    core::CentreSettings settings_;
};

} // namespace sangdam::hub
