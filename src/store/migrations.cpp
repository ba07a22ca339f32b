// SPDX-License-Identifier: MIT

#include "store/migrations.h"

#include "store/migration_texts.h"

#include <string>

namespace sangdam::store {
namespace {

base::Result<int> steps_done(Database& database) {
    SDC_CHECK(
        database.script("CREATE TABLE IF NOT EXISTS migrations ("
                        "number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)"));
    SDC_TRY(const auto row, database.first("SELECT COALESCE(MAX(number), 0) FROM migrations", {}));
    return static_cast<int>(row ? row->integer(0) : 0);
}

} // namespace

std::span<const Migration> centre_migrations() { return kCentreMigrations; }
std::span<const Migration> draft_migrations() { return kDraftMigrations; }
std::span<const Migration> offline_migrations() { return kOfflineMigrations; }

base::Result<int> migrate(Database& database, std::span<const Migration> steps,
                          base::WallTime now) {
    SDC_TRY(int done, steps_done(database));
    if (done > static_cast<int>(steps.size()))
        return base::Error{base::Errc::Refused,
                           "the database was written by a newer version of this program (schema " +
                               std::to_string(done) + "); install that version"};
    for (const auto& step : steps.subspan(static_cast<std::size_t>(done))) {
        SDC_TRY(auto transaction, Transaction::begin(database));
        SDC_CHECK(database.script(step.sql));
        SDC_CHECK(database.run("INSERT INTO migrations (number, name, at) VALUES ($1, $2, $3)",
                               {++done, step.name, now}));
        SDC_CHECK(transaction.commit());
    }
    return done;
}

} // namespace sangdam::store
