// SPDX-License-Identifier: MIT

#include "hubd/records.h"

#include "store/postgres/postgres_database.h"
#include "store/sqlite/sqlite_database.h"

#include <utility>

namespace sangdam::hubd {

base::Result<store::PostgresPlace> postgres_place(const config::HubSettings& settings) {
    store::PostgresPlace place{base::Secret(settings.database_url), {}};
    if (!settings.database_password.empty()) {
        SDC_TRY(place.password, config::read_password(settings.database_password));
    }
    return place;
}

base::Result<std::unique_ptr<store::Database>> open_database(const config::HubSettings& settings,
                                                             Patience how_long) {
    if (settings.engine == config::StoreEngine::Sqlite)
        return store::open_sqlite(settings.database, store::IfMissing::Create);
    SDC_TRY(const auto place, postgres_place(settings));
    store::PostgresPatience patience;
    if (how_long == Patience::Long) patience.answer = std::chrono::hours(6);
    return store::open_postgres(place, patience);
}

base::Result<std::unique_ptr<store::CentreStore>> open_store(const config::HubSettings& settings,
                                                             const base::Clock& clock) {
    SDC_TRY(auto sealer, store::Sealer::open(settings.key_file));
    SDC_TRY(auto database, open_database(settings));
    return store::CentreStore::open(std::move(database), std::move(sealer), clock.wall());
}

} // namespace sangdam::hubd
