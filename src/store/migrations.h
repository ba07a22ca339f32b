// SPDX-License-Identifier: MIT
//
// Brings a database to the newest schema, step by step, forward only. Each step is one transaction:
// a program that dies in between leaves the step before. The SQL lies in migrations/<name>/.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

#include <span>
#include <string_view>

namespace sangdam::store {

struct Migration {
    std::string_view name; // "0001_people_and_settings": the n-th one is number n.
    std::string_view sql;
};

std::span<const Migration> centre_migrations();  // The hub's records.
std::span<const Migration> draft_migrations();   // What an agent typed and did not send yet.
std::span<const Migration> offline_migrations(); // A desk's cache and outbox.

// Returns the number of the last step. Refused: the file is from a newer program.
base::Result<int> migrate(Database&, std::span<const Migration>, base::WallTime now);

} // namespace sangdam::store
