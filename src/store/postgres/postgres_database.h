// SPDX-License-Identifier: MIT
//
// The driver for a centre: PostgreSQL 13 or newer over libpq. Several hubs may share one database:
// transactions for writing come one after the other, as on SQLite, so that what a use case read
// still holds when it writes (decisions/0007). Thread: see database.h.
//
// A connection that was lost is made anew by the next call; no call waits longer than `patience`
// says. What was in a transaction then is undone.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "store/database.h"

#include <chrono>
#include <memory>

namespace sangdam::store {

struct PostgresPatience {
    std::chrono::milliseconds connect{300}; // Per call; a slower connection goes on meanwhile.
    std::chrono::milliseconds open{5000};   // For the first connection.
    std::chrono::milliseconds answer{10'000};
    std::chrono::milliseconds lock{2000}; // Another program's transaction.
};

// `url` as libpq takes it: "postgresql://hub@db.example/sangdam?sslmode=verify-full". A password in
// it goes before `password`; neither stands in an error. Unavailable: no answer, no such database,
// too many connections. Refused: wrong user or password. BadInput: not such a URL, or a database
// that is not in UTF-8.
struct PostgresPlace {
    base::Secret url;
    base::Secret password; // Empty: the url's, or what libpq finds (~/.pgpass, peer).
};
base::Result<std::unique_ptr<Database>> open_postgres(const PostgresPlace&,
                                                      PostgresPatience patience = {});

} // namespace sangdam::store
