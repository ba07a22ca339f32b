// SPDX-License-Identifier: MIT

#include "store/repositories/history.h"

#include "store/repositories/calls.h"
#include "store/repositories/customers.h"
#include "store/repositories/wrap_ups.h"
#include "store/sealed_field.h"

#include <charconv>
#include <set>

namespace sangdam::store {
namespace {

constexpr int kOnTheCard = 20;

// A call of nobody's number belongs to everybody who has that number; a call of somebody to that
// one alone, although a family may share the number.
#define SDC_OF_CUSTOMER                                                                            \
    "c.ref IN (SELECT ref FROM calls WHERE customer = $1 UNION SELECT k.ref FROM calls k "         \
    "JOIN customer_numbers n ON n.number_index = k.number_index "                                  \
    "WHERE n.customer = $1 AND k.customer IS NULL)"
#define SDC_OF_NUMBER "c.number_index = $1"
#define SDC_NOBODY_ANSWERED                                                                        \
    "c.direction = 'incoming' AND c.answered_at IS NULL AND c.result <> 'open'"

struct Cursor {
    std::int64_t offered_at = INT64_MAX; // Before the first page: later than everything.
    std::string ref;
};

base::Result<Cursor> parse_cursor(const std::string& text) {
    Cursor cursor;
    if (text.empty()) return cursor;
    const auto end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, cursor.offered_at);
    if (error != std::errc{} || at == end || *at != '.')
        return base::Error{base::Errc::BadInput, "this is no cursor of this list"};
    cursor.ref.assign(at + 1, end);
    return cursor;
}

std::string cursor_text(const core::CallRecord& call) {
    return std::to_string(call.offered_at.time_since_epoch().count()) + '.' + call.ref.value;
}

std::string select_sql(std::string_view where) {
    std::string sql = "SELECT ";
    sql += kCallColumns;
    sql += ", a.name, k1.label, k2.label, k3.label, ";
    sql += kWrapUpColumns;
    sql += " FROM calls c LEFT JOIN agents a ON a.id = c.agent "
           "LEFT JOIN wrap_ups w ON w.call_ref = c.ref AND w.revision = "
           "(SELECT MAX(x.revision) FROM wrap_ups x WHERE x.call_ref = c.ref) "
           "LEFT JOIN categories k3 ON k3.id = w.category "
           "LEFT JOIN categories k2 ON k2.id = k3.parent "
           "LEFT JOIN categories k1 ON k1.id = k2.parent WHERE ";
    sql += where;
    sql += " AND (c.offered_at, c.ref) < ($2, $3) "
           "ORDER BY c.offered_at DESC, c.ref DESC LIMIT $4";
    return sql;
}

base::Result<core::HistoryEntry> read_entry(const Row& row, const Sealer& sealer) {
    core::HistoryEntry entry;
    SDC_TRY(entry.call, read_call(row, sealer));
    std::size_t at = kCallColumnCount;
    entry.agent_name = row.text(at++);
    for (int level = 0; level < 3; ++level) {
        const auto& label = row.text(at++);
        if (label.empty()) continue;
        if (!entry.category_path.empty()) entry.category_path += " > ";
        entry.category_path += label;
    }
    if (!row.null(at)) {
        SDC_TRY(entry.wrap_up, read_wrap_up(row, at, sealer));
    }
    return entry;
}

} // namespace

base::Result<HistoryPage> History::select(std::string_view where, Value parameter,
                                          const std::string& after, int limit) {
    SDC_TRY(const auto cursor, parse_cursor(after));
    SDC_TRY(auto rows, database_.query(select_sql(where), {std::move(parameter), cursor.offered_at,
                                                           cursor.ref, limit + 1}));
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    HistoryPage page;
    for (const auto& row : rows) {
        SDC_TRY(auto entry, read_entry(row, sealer_));
        page.entries.push_back(std::move(entry));
    }
    if (more && !page.entries.empty()) page.next = cursor_text(page.entries.back().call);
    return page;
}

base::Result<HistoryPage> History::of_customer(const core::CustomerId& id, const std::string& after,
                                               int limit) {
    return select(SDC_OF_CUSTOMER, id, after, limit);
}
base::Result<HistoryPage> History::of_number(const core::PhoneNumber& number,
                                             const std::string& after, int limit) {
    return select(SDC_OF_NUMBER, number_index(sealer_, number), after, limit);
}
base::Result<HistoryPage> History::of_agent(const core::AgentId& id, const std::string& after,
                                            int limit) {
    return select("c.agent = $1", id, after, limit);
}
base::Result<HistoryPage> History::all(const std::string& after, int limit) {
    return select("$1 = 0", 0, after, limit);
}

base::Result<core::CustomerCard> History::card(const core::PhoneNumber& number,
                                               base::WallTime day_began) {
    core::CustomerCard card;
    card.number = number;
    if (number.key().empty()) return card; // Withheld: these callers are not one person.
    SDC_TRY(card.customer, Customers(database_, sealer_).find_by_number(number));

    const bool known = card.customer.has_value();
    const Value whose = known ? Value(card.customer->id) : number_index(sealer_, number);
    SDC_TRY(auto page, select(known ? SDC_OF_CUSTOMER " AND c.result <> 'open'"
                                    : SDC_OF_NUMBER " AND c.result <> 'open'",
                              whose, {}, kOnTheCard));
    card.recent = std::move(page.entries);

    SDC_TRY(const auto missed,
            database_.first(known ? "SELECT COUNT(*) FROM calls c WHERE " SDC_OF_CUSTOMER
                                    " AND c.offered_at >= $2 AND " SDC_NOBODY_ANSWERED
                                  : "SELECT COUNT(*) FROM calls c WHERE " SDC_OF_NUMBER
                                    " AND c.offered_at >= $2 AND " SDC_NOBODY_ANSWERED,
                            {whose, day_began}));
    card.missed_today = static_cast<int>(missed ? missed->integer(0) : 0);
    SDC_TRY(card.complaints_recent, complaints(card.recent));
    return card;
}

base::Result<int> History::complaints(const std::vector<core::HistoryEntry>& entries) {
    SDC_TRY(const auto rows, database_.query("SELECT label FROM choices "
                                             "WHERE list = 'emotion' AND negative = 1"));
    std::set<std::string> negative;
    for (const auto& row : rows) negative.insert(row.text(0));
    int count = 0;
    for (const auto& entry : entries)
        if (entry.wrap_up && negative.contains(entry.wrap_up->emotion)) ++count;
    return count;
}

#undef SDC_OF_CUSTOMER
#undef SDC_OF_NUMBER
#undef SDC_NOBODY_ANSWERED

} // namespace sangdam::store
