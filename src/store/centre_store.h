// SPDX-License-Identifier: MIT
//
// The hub's records behind one door: database, keys and all repositories. Thread: whoever opened it
// hands it to the hub's strand and uses it there only (database.h).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "store/repositories/access_log.h"
#include "store/repositories/agents.h"
#include "store/repositories/callbacks.h"
#include "store/repositories/calls.h"
#include "store/repositories/customers.h"
#include "store/repositories/events.h"
#include "store/repositories/history.h"
#include "store/repositories/hubs.h"
#include "store/repositories/idempotency.h"
#include "store/repositories/merges.h"
#include "store/repositories/orders.h"
#include "store/repositories/sessions.h"
#include "store/repositories/settings.h"
#include "store/repositories/shops.h"
#include "store/repositories/wrap_ups.h"
#include "store/retention.h"
#include "store/sealer.h"

#include <memory>

namespace sangdam::store {

class CentreStore {
public:
    // Migrates, seeds the Korean choices into a new database, and checks that the keys belong to
    // it. Refused: they do not – restore the key file from its backup.
    static base::Result<std::unique_ptr<CentreStore>> open(std::unique_ptr<Database>, Sealer,
                                                           base::WallTime now);

    Database& database() { return *database_; } // For Transaction around several repositories.
    base::Status healthy();                     // Can it be read and written now?
    const Sealer& sealer() const { return sealer_; }

private:
    CentreStore(std::unique_ptr<Database>, Sealer);
    std::unique_ptr<Database> database_;
    Sealer sealer_;

public:
    Agents agents;
    Settings settings;
    Customers customers;
    Merges merges;
    Calls calls;
    Callbacks callbacks;
    WrapUps wrap_ups;
    History history;
    Events events;
    Hubs hubs;
    Sessions sessions;
    Idempotency idempotency;
    AccessLog access_log;
    Shops shops;
    Orders orders;
    Retention retention;
};

} // namespace sangdam::store
