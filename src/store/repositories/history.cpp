// SPDX-License-Identifier: MIT

#include "store/repositories/history.h"

#include "store/name_pieces.h"
#include "store/repositories/calls.h"
#include "store/repositories/customers.h"
#include "store/repositories/wrap_ups.h"
#include "store/sealed_field.h"
#include "store/time_cursor.h"

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

// Before the first page: later than everything.
constexpr base::WallTime kEnd = base::WallTime::max();

base::Result<TimeCursor> cursor_of(const std::string& text) {
    if (text.empty()) return TimeCursor{kEnd, {}};
    return parse_time_cursor(text);
}

std::string list_sql() {
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
    return sql;
}

std::string select_sql(std::string_view where) {
    auto sql = list_sql();
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
    SDC_TRY(const auto cursor, cursor_of(after));
    SDC_TRY(auto rows, database_.query(select_sql(where),
                                       {std::move(parameter), cursor.at, cursor.id, limit + 1}));
    return page(std::move(rows), limit);
}

base::Result<HistoryPage> History::page(Rows rows, int limit) {
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    HistoryPage out;
    for (const auto& row : rows) {
        SDC_TRY(auto entry, read_entry(row, sealer_));
        out.entries.push_back(std::move(entry));
    }
    if (more && !out.entries.empty()) {
        const auto& last = out.entries.back().call;
        out.next = time_cursor(last.offered_at, last.ref.value);
    }
    return out;
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

// Conditions one after another; each value is a parameter of its own.
class History::Where {
public:
    std::string place(Value value) {
        parameters_.push_back(std::move(value));
        return '$' + std::to_string(parameters_.size());
    }
    void add(const std::string& condition) {
        if (!text_.empty()) text_ += " AND ";
        text_ += condition;
    }
    const std::string& text() const { return text_; }
    std::vector<Value> take() { return std::move(parameters_); }

private:
    std::string text_ = "c.ref <> ''";
    std::vector<Value> parameters_;
};

void History::add_whose(const CallRows& rows, Where& where) const {
    if (!rows.mine.empty()) {
        const auto me = where.place(rows.mine);
        where.add(rows.filter == core::CallFilter::Missed
                      ? "c.ref IN (SELECT t.call_ref FROM attempts t WHERE t.agent = " + me + ")"
                      : "c.agent = " + me);
    }
    if (rows.of.empty()) return;
    std::string any = "(c.agent IS NULL";
    for (const auto& each : rows.of) any += " OR c.agent = " + where.place(each);
    where.add(any + ")");
}

void History::add_search(const core::CustomerQuery& query, Where& where) const {
    using By = core::CustomerQuery::By;
    if (query.by == By::Number) {
        const auto index = where.place(number_index(sealer_, core::PhoneNumber::parse(query.text)));
        return where.add("c.number_index = " + index);
    }
    // By way of the customers: a call has no index of its last four digits or of a name.
    if (query.by == By::LastFour) {
        const auto index = where.place(last_four_index(sealer_, query.text));
        return where.add("(c.customer IN (SELECT n.customer FROM customer_numbers n "
                         "WHERE n.last_four_index = " +
                         index +
                         ") OR c.number_index IN (SELECT n.number_index FROM "
                         "customer_numbers n WHERE n.last_four_index = " +
                         index + "))");
    }
    std::string pieces;
    for (const auto& piece : name_pieces(folded_name(query.text))) {
        const auto index = where.place(sealer_.index("name piece", piece));
        pieces += pieces.empty() ? "" : " AND ";
        pieces += "EXISTS (SELECT 1 FROM customer_names p WHERE p.customer = c.customer "
                  "AND p.piece_index = " +
                  index + ")";
    }
    where.add(pieces.empty() ? "c.ref = ''" : '(' + pieces + ')');
}

base::Result<HistoryPage> History::calls(const CallRows& rows, const core::PageAsked& asked) {
    SDC_TRY(const auto cursor, cursor_of(asked.after));
    Where where;
    add_whose(rows, where);
    if (rows.filter == core::CallFilter::Missed) where.add(SDC_NOBODY_ANSWERED);
    if (rows.filter == core::CallFilter::Unfinished)
        where.add("c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL AND w.category IS NULL");
    if (rows.direction) where.add("c.direction = " + where.place(core::name(*rows.direction)));
    if (rows.from) where.add("c.offered_at >= " + where.place(*rows.from));
    if (rows.until) where.add("c.offered_at < " + where.place(*rows.until));
    if (!rows.customer.empty()) where.add("c.customer = " + where.place(rows.customer));
    if (rows.search) add_search(*rows.search, where);
    const auto at = where.place(cursor.at);
    where.add("(c.offered_at, c.ref) < (" + at + ", " + where.place(cursor.id) + ')');
    auto sql = list_sql() + where.text() + " ORDER BY c.offered_at DESC, c.ref DESC LIMIT ";
    sql += where.place(asked.limit + 1);
    SDC_TRY(auto found, database_.query(sql, where.take()));
    return page(std::move(found), asked.limit);
}

base::Result<core::Board> History::counts(base::WallTime since, std::chrono::seconds service_time) {
    core::Board board;
    board.day_began = since;
    board.service_time = service_time;
    SDC_TRY(const auto row,
            database_.first(
                "SELECT COALESCE(SUM(CASE WHEN direction = 'incoming' THEN 1 ELSE 0 END), 0), "
                "COALESCE(SUM(CASE WHEN queued_at IS NOT NULL THEN 1 ELSE 0 END), 0), "
                "COALESCE(SUM(CASE WHEN queued_at IS NOT NULL AND answered_at IS NOT NULL "
                "THEN 1 ELSE 0 END), 0), "
                "COALESCE(SUM(CASE WHEN queued_at IS NOT NULL AND answered_at IS NULL "
                "AND ended_at IS NOT NULL THEN 1 ELSE 0 END), 0), "
                "COALESCE(SUM(CASE WHEN queued_at IS NOT NULL AND answered_at IS NOT NULL "
                "AND waited_s <= $2 THEN 1 ELSE 0 END), 0), "
                "CAST(COALESCE(SUM(CASE WHEN queued_at IS NOT NULL AND answered_at IS NOT NULL "
                "THEN waited_s ELSE 0 END), 0) AS BIGINT), "
                "CAST(COALESCE(SUM(CASE WHEN queued_at IS NOT NULL AND answered_at IS NOT NULL "
                "THEN talked_s ELSE 0 END), 0) AS BIGINT), "
                "COALESCE(SUM(CASE WHEN direction = 'outgoing' THEN 1 ELSE 0 END), 0) "
                "FROM calls WHERE offered_at >= $1",
                {since, service_time}));
    if (!row) return board;
    const auto count = [&](std::size_t column) { return static_cast<int>(row->integer(column)); };
    board.arrived = count(0);
    board.requested = count(1);
    board.answered = count(2);
    board.abandoned = count(3);
    board.within = count(4);
    if (board.answered > 0) {
        board.average_wait = std::chrono::seconds(row->integer(5) / board.answered);
        board.average_talk = std::chrono::seconds(row->integer(6) / board.answered);
    }
    board.outgoing = count(7);
    return board;
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
