// SPDX-License-Identifier: MIT

#include "store/centre_store.h"

#include "store/key_mark.h"
#include "store/migrations.h"

#include <utility>

namespace sangdam::store {
base::Result<std::unique_ptr<CentreStore>> CentreStore::open(std::unique_ptr<Database> database,
                                                             Sealer sealer, base::WallTime now) {
    SDC_CHECK(migrate(*database, centre_migrations(), now));
    std::unique_ptr<CentreStore> store(new CentreStore(std::move(database), std::move(sealer)));
    SDC_CHECK(check_keys(*store->database_, store->sealer_));
    SDC_CHECK(seed_choices(*store->database_));
    return store;
}

CentreStore::CentreStore(std::unique_ptr<Database> database, Sealer sealer)
    : database_(std::move(database)), sealer_(std::move(sealer)), agents(*database_, sealer_),
      settings(*database_), customers(*database_, sealer_), merges(*database_, sealer_),
      calls(*database_, sealer_), callbacks(*database_, sealer_), wrap_ups(*database_, sealer_),
      history(*database_, sealer_), events(*database_, sealer_), hubs(*database_),
      sessions(*database_), idempotency(*database_, sealer_), access_log(*database_, sealer_),
      shops(*database_, sealer_), orders(*database_, sealer_), retention(*database_, sealer_) {}

base::Status CentreStore::healthy() {
    SDC_TRY(auto transaction, Transaction::begin(*database_)); // Takes the writer's lock.
    SDC_CHECK(database_->first("SELECT value FROM counters WHERE name = 'events'", {}));
    return transaction.commit();
}

} // namespace sangdam::store
