// SPDX-License-Identifier: MIT
//
// The centre's records as the settings name them: engine, place, keys. Blocks; any thread, which
// then owns what was opened (store/database.h).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "config/hub.h"
#include "store/centre_store.h"
#include "store/postgres/postgres_database.h"

#include <memory>

namespace sangdam::hubd {

base::Result<store::PostgresPlace> postgres_place(const config::HubSettings&);

enum class Patience { Hub, Long }; // Long: for work on all records at once.
base::Result<std::unique_ptr<store::Database>> open_database(const config::HubSettings&,
                                                             Patience = Patience::Hub);

// Makes key file, database and tables when there are none. Errors as Centre::open.
base::Result<std::unique_ptr<store::CentreStore>> open_store(const config::HubSettings&,
                                                             const base::Clock&);

} // namespace sangdam::hubd
