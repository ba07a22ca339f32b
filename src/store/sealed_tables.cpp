// SPDX-License-Identifier: MIT

#include "store/sealed_tables.h"

#include "core/number_text.h"
#include "core/phone_number.h"
#include "store/name_pieces.h"
#include "store/order_body.h"
#include "store/order_numbers.h"
#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

using Plain = SealedTable::Plain;

base::Status customer_names(Database& database, const Sealer& sealer, const Row& keys,
                            const Plain& plain) {
    SDC_CHECK(database.run("DELETE FROM customer_names WHERE customer = $1", {keys.text(0)}));
    for (const auto& piece : name_pieces(folded_name(plain[0])))
        SDC_CHECK(database.run("INSERT INTO customer_names (customer, piece_index) VALUES ($1, $2)",
                               {keys.text(0), sealer.index("name piece", piece)}));
    return base::Done{};
}

base::Status customer_number(Database& database, const Sealer& sealer, const Row& keys,
                             const Plain& plain) {
    const auto number = core::PhoneNumber::parse(plain[0]);
    return database.run("UPDATE customer_numbers SET number_index = $3, last_four_index = $4 "
                        "WHERE customer = $1 AND place = $2",
                        {keys.text(0), keys.integer(1), number_index(sealer, number),
                         last_four_index(sealer, number.last_four())});
}

base::Status call_number(Database& database, const Sealer& sealer, const Row& keys,
                         const Plain& plain) {
    return database.run("UPDATE calls SET number_index = $2 WHERE ref = $1",
                        {keys.text(0), number_index(sealer, core::PhoneNumber::parse(plain[0]))});
}

base::Status callback_number(Database& database, const Sealer& sealer, const Row& keys,
                             const Plain& plain) {
    return database.run("UPDATE callbacks SET number_index = $2 WHERE id = $1",
                        {keys.text(0), number_index(sealer, core::PhoneNumber::parse(plain[0]))});
}

base::Status order_numbers(Database& database, const Sealer& sealer, const Row& keys,
                           const Plain& plain) {
    SDC_TRY(const auto row,
            database.first("SELECT ordered_at FROM order_lines WHERE shop = $1 AND number = $2",
                           {keys.text(0), keys.text(1)}));
    if (!row) return base::Done{};
    core::OrderLine line;
    line.shop = keys.id<core::ShopId>(0);
    line.number = keys.text(1);
    line.ordered_at = row->time(0);
    SDC_CHECK(read_order_body(plain[0], line));
    return write_order_numbers(database, sealer, line);
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

} // namespace

const std::vector<SealedTable>& sealed_tables() {
    static const std::vector<SealedTable> kTables{
        {"agents", {"id"}, "id", {"sip_password"}},
        {"customers", {"id"}, "id", {"name", "email", "address", "memo"}, customer_names},
        {"customer_numbers", {"customer", "place"}, "customer", {"number"}, customer_number},
        {"calls", {"ref"}, "ref", {"number"}, call_number},
        {"callbacks", {"id"}, "id", {"number", "note"}, callback_number},
        {"wrap_ups", {"call_ref", "revision"}, "call_ref || '/' || revision", {"note"}},
        {"events", {"sequence"}, "CAST(sequence AS TEXT)", {"body"}},
        {"first_answers",
         {"agent", "idempotency_key"},
         "agent || '/' || idempotency_key",
         {"body"}},
        {"shops", {"id"}, "id", {"secret"}},
        {"order_lines", {"shop", "number"}, "shop || ':' || number", {"body"}, order_numbers},
    };
    return kTables;
}

base::Result<Rows> sealed_page(Database& database, const SealedTable& table,
                               const std::vector<Value>& after, int limit) {
    const auto keys = joined(table.keys);
    std::string sql = "SELECT " + keys + ", " + table.id + " AS bound_to, " +
                      joined(table.columns) + " FROM " + table.table;
    std::vector<Value> parameters{limit};
    if (!after.empty()) {
        std::string places;
        for (const auto& value : after) {
            parameters.push_back(value);
            places += (places.empty() ? "$" : ", $") + std::to_string(parameters.size());
        }
        sql += " WHERE (" + keys + ") > (" + places + ')';
    }
    return database.query(sql + " ORDER BY " + keys + " LIMIT $1", std::move(parameters));
}

} // namespace sangdam::store
