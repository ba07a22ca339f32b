// SPDX-License-Identifier: MIT

#include "store/key_rotation.h"

#include "store/key_file.h"
#include "store/key_mark.h"
#include "store/sealed_field.h"
#include "store/sealed_tables.h"
#include "store/sealer.h"

#include <string>
#include <vector>

namespace sangdam::store {
namespace {

constexpr int kPage = 500; // Rows of one transaction.

bool is_current(const Sealer& sealer, const Row& row, std::size_t first, std::size_t columns) {
    for (std::size_t i = first; i < first + columns; ++i)
        if (!row.null(i) && !sealer.sealed_by_newest(row.bytes(i))) return false;
    return true;
}

base::Status seal_again(Database& database, const Sealer& sealer, const SealedTable& table,
                        const Row& row) {
    const std::size_t first = table.keys.size() + 1;
    const auto& id = row.text(table.keys.size());
    std::string sql = "UPDATE " + table.table + " SET ";
    std::vector<Value> parameters;
    SealedTable::Plain plain;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        SDC_TRY(auto opened, unseal_field(sealer, table.context(i), id, row, first + i));
        parameters.push_back(seal_field(sealer, table.context(i), id, opened));
        sql += (i == 0 ? "" : ", ") + table.columns[i] + " = $" + std::to_string(i + 1);
        plain.push_back(std::move(opened));
    }
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
        parameters.push_back(row.value(i));
        sql += (i == 0 ? " WHERE " : " AND ") + table.keys[i] + " = $" +
               std::to_string(parameters.size());
    }
    SDC_CHECK(database.run(sql, std::move(parameters)));
    return table.reindex ? table.reindex(database, sealer, row, plain) : base::Done{};
}

base::Result<std::uint64_t> seal_table_again(Database& database, const Sealer& sealer,
                                             const SealedTable& table, const Progress& progress) {
    std::uint64_t changed = 0;
    std::uint64_t seen = 0;
    std::vector<Value> after;
    for (;;) {
        SDC_TRY(auto transaction, Transaction::begin(database));
        SDC_TRY(const auto rows, sealed_page(database, table, after, kPage));
        for (const auto& row : rows) {
            if (is_current(sealer, row, table.keys.size() + 1, table.columns.size())) continue;
            SDC_CHECK(seal_again(database, sealer, table, row));
            ++changed;
        }
        SDC_CHECK(transaction.commit());
        seen += rows.size();
        progress(table.table, seen);
        if (rows.size() < kPage) return changed;
        after.clear();
        for (std::size_t i = 0; i < table.keys.size(); ++i) after.push_back(rows.back().value(i));
    }
}

} // namespace

base::Result<Rotated> rotate_keys(Database& database, const std::filesystem::path& key_file,
                                  const Progress& progress) {
    Rotated out;
    SDC_TRY(auto text, read_key_file(key_file));
    SDC_TRY(auto sealer, Sealer::from_text(text));
    SDC_TRY(const auto mark, read_key_mark(database, sealer));
    if (mark == KeyMark::Foreign) return foreign_keys();
    // Two seal keys in the file: an earlier run made them and did not come to its end.
    out.resumed = sealer.seals() > 1;
    out.former = key_file;
    out.former += ".before-" + sealer.oldest_id();
    if (!out.resumed) {
        const auto kept = write_key_file(out.former, text); // Before anything else: the way back.
        if (!kept && kept.error().code != base::Errc::Conflict) return kept.error();
        text = Sealer::with_new_keys(text);
        SDC_CHECK(replace_key_file(key_file, text));
        SDC_TRY(sealer, Sealer::from_text(text));
    }
    for (const auto& table : sealed_tables()) {
        SDC_TRY(const auto changed, seal_table_again(database, sealer, table, progress));
        out.rows += changed;
    }
    SDC_CHECK(write_key_mark(database, sealer)); // From here on hubs may open it again.
    SDC_CHECK(replace_key_file(key_file, Sealer::without_old_seals(text)));
    return out;
}

} // namespace sangdam::store
