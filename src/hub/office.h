// SPDX-License-Identifier: MIT
//
// What the routes work with: one reference per use case, chosen by hub.cpp. Thread: the hub's
// strand.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/uuid.h"

#include <memory>
#include <string>

namespace sangdam::store {
class CentreStore;
}

namespace sangdam::hub {

class CallbackDesk;
class CallKeeper;
class CentreRules;
class EventFeed;
class OrderKeeper;
class OutcallDesk;
class PickUp;
class Roster;
class SignIn;

struct Office {
    base::Executor& strand;
    const base::Clock& clock;
    base::Random& random;
    store::CentreStore& store;
    EventFeed& feed;
    Roster& roster;
    CallKeeper& keeper;
    SignIn& sign_in;
    PickUp& pick_up;
    CentreRules& rules;
    CallbackDesk& callbacks;
    OutcallDesk& outcalls;
    OrderKeeper& orders;
    std::string version;
    std::shared_ptr<bool> alive = std::make_shared<bool>(true); // Of the hub; for later tasks.
};

} // namespace sangdam::hub
