// SPDX-License-Identifier: MIT

#include "store/verify.h"

#include "store/repositories/access_log.h"
#include "store/sealed_field.h"
#include "store/sealed_tables.h"

namespace sangdam::store {
namespace {

constexpr int kPage = 1000;
constexpr std::size_t kEnough = 20; // Sentences; the rest would only repeat them.

void look_at(const Row& row, const SealedTable& table, const Sealer& sealer, Verified& out) {
    const auto& id = row.text(table.keys.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto opened =
            unseal_field(sealer, table.context(i), id, row, table.keys.size() + 1 + i);
        if (!opened && out.broken.size() < kEnough) out.broken.push_back(opened.error().what);
    }
}

base::Status look_at_table(Database& database, const Sealer& sealer, const SealedTable& table,
                           const Progress& progress, Verified& out) {
    std::uint64_t seen = 0;
    std::vector<Value> after;
    for (;;) {
        SDC_TRY(const auto rows, sealed_page(database, table, after, kPage));
        for (const auto& row : rows) look_at(row, table, sealer, out);
        seen += rows.size();
        progress(table.table, seen);
        if (rows.size() < kPage) break;
        after.clear();
        for (std::size_t i = 0; i < table.keys.size(); ++i) after.push_back(rows.back().value(i));
    }
    out.rows.emplace_back(table.table, seen);
    return base::Done{};
}

} // namespace

base::Result<Verified> verify_records(Database& database, const Sealer& sealer,
                                      const Progress& progress) {
    Verified out;
    for (const auto& table : sealed_tables())
        SDC_CHECK(look_at_table(database, sealer, table, progress, out));
    SDC_TRY(const auto chain, AccessLog(database, sealer).verify());
    if (chain)
        out.broken.push_back("the access log was changed: entry " + std::to_string(*chain) +
                             " is not what was written, or is missing");
    SDC_TRY(const auto entries, database.first("SELECT COUNT(*) FROM access_log", {}));
    out.access_entries = static_cast<std::uint64_t>(entries ? entries->integer(0) : 0);
    return out;
}

} // namespace sangdam::store
