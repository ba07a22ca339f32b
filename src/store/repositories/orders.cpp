// SPDX-License-Identifier: MIT

#include "store/repositories/orders.h"

#include "store/order_body.h"
#include "store/order_numbers.h"
#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

constexpr const char* kBody = "order_lines.body";
#define SDC_ORDER_COLUMNS                                                                          \
    "l.shop, l.number, l.order_number, l.ordered_at, l.status, l.read_at, l.body"

std::string place(const core::OrderLine& line) { return line.shop.value + ':' + line.number; }

} // namespace

base::Result<int> Orders::put(const std::vector<core::OrderLine>& lines) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    int written = 0;
    for (const auto& line : lines) {
        SDC_TRY(const auto rows,
                database_.query(
                    "INSERT INTO order_lines (shop, number, order_number, ordered_at, status, "
                    "parcel_status, claim_status, read_at, body) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                    "ON CONFLICT (shop, number) DO UPDATE SET "
                    "order_number = excluded.order_number, ordered_at = excluded.ordered_at, "
                    "status = excluded.status, parcel_status = excluded.parcel_status, "
                    "claim_status = excluded.claim_status, read_at = excluded.read_at, "
                    "body = excluded.body WHERE order_lines.read_at <= excluded.read_at "
                    "RETURNING number",
                    {line.shop, line.number, line.order, line.ordered_at, line.status,
                     line.parcel ? line.parcel->status : std::string{},
                     line.claim ? line.claim->status : std::string{}, line.read_at,
                     seal_field(sealer_, kBody, place(line), order_body(line))}));
        if (rows.empty()) continue;
        ++written;
        SDC_CHECK(write_order_numbers(database_, sealer_, line));
    }
    SDC_CHECK(transaction.commit());
    return written;
}

base::Result<core::OrderLine> Orders::read(const Row& row) {
    core::OrderLine line;
    line.shop = row.id<core::ShopId>(0);
    line.number = row.text(1);
    line.order = row.text(2);
    line.ordered_at = row.time(3);
    line.status = row.text(4);
    line.read_at = row.time(5);
    SDC_TRY(const auto body, unseal_field(sealer_, kBody, place(line), row, 6));
    SDC_CHECK(read_order_body(body, line));
    return line;
}

base::Result<std::vector<core::OrderLine>> Orders::select(std::string_view sql,
                                                          std::vector<Value> parameters) {
    SDC_TRY(const auto rows, database_.query(sql, std::move(parameters)));
    std::vector<core::OrderLine> out;
    for (const auto& row : rows) {
        SDC_TRY(auto line, read(row));
        out.push_back(std::move(line));
    }
    return out;
}

base::Result<std::vector<core::OrderLine>> Orders::of_number(const core::PhoneNumber& number) {
    if (!core::findable(number)) return std::vector<core::OrderLine>{};
    return select("SELECT " SDC_ORDER_COLUMNS " FROM order_numbers n "
                  "JOIN order_lines l ON l.shop = n.shop AND l.number = n.number "
                  "WHERE n.number_index = $1 AND n.kind = $2 ORDER BY n.ordered_at DESC LIMIT $3",
                  {number_index(sealer_, number), kWholeNumber,
                   static_cast<std::int64_t>(core::kMostOrderLines + 1)});
}

base::Result<std::vector<core::OrderLine>> Orders::suggestions(const core::PhoneNumber& number) {
    constexpr int kMost = 10;
    const auto tail = core::last_eight(number);
    if (tail.empty()) return std::vector<core::OrderLine>{};
    return select("SELECT " SDC_ORDER_COLUMNS " FROM order_numbers n "
                  "JOIN order_lines l ON l.shop = n.shop AND l.number = n.number "
                  "WHERE n.number_index = $1 AND n.kind = $2 AND NOT EXISTS "
                  "(SELECT 1 FROM order_numbers x WHERE x.shop = n.shop AND x.number = n.number "
                  "AND x.kind = $3 AND x.number_index = $4) ORDER BY n.ordered_at DESC LIMIT $5",
                  {tail_index(sealer_, tail), kNumberTail, kWholeNumber,
                   number_index(sealer_, number), kMost});
}

base::Result<std::vector<core::OrderLine>> Orders::of_order(const core::ShopId& shop,
                                                            const std::string& order) {
    constexpr int kMost = 100;
    return select("SELECT " SDC_ORDER_COLUMNS " FROM order_lines l WHERE l.shop = $1 AND "
                  "l.order_number = $2 ORDER BY l.number LIMIT $3",
                  {shop, order, kMost});
}

base::Result<core::OrderSummary> Orders::summary(const core::PhoneNumber& number) {
    if (!core::findable(number)) return core::OrderSummary{};
    const auto index = number_index(sealer_, number);
    SDC_TRY(const auto rows,
            database_.query("SELECT l.status, l.parcel_status, l.claim_status FROM order_numbers n "
                            "JOIN order_lines l ON l.shop = n.shop AND l.number = n.number "
                            "WHERE n.number_index = $1 AND n.kind = $2 "
                            "ORDER BY n.ordered_at DESC LIMIT $3",
                            {index, kWholeNumber, kMostCounted}));
    std::vector<core::OrderLine> lines;
    for (const auto& row : rows) {
        auto& line = lines.emplace_back();
        line.status = row.text(0);
        line.parcel.emplace().status = row.text(1);
        line.claim.emplace().status = row.text(2);
    }
    auto out = core::summary(lines);
    if (lines.size() < static_cast<std::size_t>(kMostCounted)) return out;
    SDC_TRY(const auto all, database_.first("SELECT COUNT(*) FROM order_numbers "
                                            "WHERE number_index = $1 AND kind = $2",
                                            {index, kWholeNumber}));
    if (all) out.total = static_cast<int>(all->integer(0));
    return out;
}

base::Result<int> Orders::expire(base::WallTime ordered_before, int most) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto gone,
            database_.query("DELETE FROM order_lines WHERE (shop, number) IN "
                            "(SELECT shop, number FROM order_lines WHERE ordered_at < $1 "
                            "ORDER BY ordered_at LIMIT $2) RETURNING shop, number",
                            {ordered_before, most}));
    for (const auto& row : gone)
        SDC_CHECK(database_.run("DELETE FROM order_numbers WHERE shop = $1 AND number = $2",
                                {row.text(0), row.text(1)}));
    SDC_CHECK(transaction.commit());
    return static_cast<int>(gone.size());
}

base::Result<std::int64_t> Orders::count() {
    SDC_TRY(const auto row, database_.first("SELECT COUNT(*) FROM order_lines", {}));
    return row ? row->integer(0) : 0;
}

#undef SDC_ORDER_COLUMNS

} // namespace sangdam::store
