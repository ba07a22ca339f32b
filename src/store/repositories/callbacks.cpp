// SPDX-License-Identifier: MIT

#include "store/repositories/callbacks.h"

#include "core/number_text.h"
#include "store/sealed_field.h"
#include "store/time_cursor.h"

namespace sangdam::store {
namespace {

constexpr const char* kNumber = "callbacks.number";
constexpr const char* kNote = "callbacks.note";
constexpr const char* kName = "customers.name";

// Every listing has the customer's name with it.
constexpr std::string_view kSelect =
    "SELECT b.id, b.customer, c.name, b.number, b.origin, b.due_at, b.zone, b.assignee, b.shown, "
    "b.note, b.status, b.author, b.snoozed_until, b.soon_told, b.due_told, b.escalated, "
    "b.revision FROM callbacks b LEFT JOIN customers c ON c.id = b.customer ";

std::string with(std::string_view rest) { return std::string(kSelect) += rest; }

bool same_promise(core::Callback a, const core::Callback& b) {
    a.revision = b.revision;
    a.customer_name = b.customer_name;
    a.tries = b.tries;
    return a == b;
}

base::Error changed_meanwhile() {
    return {base::Errc::Conflict, "somebody else changed this callback; read it again"};
}

// A condition of a list; its parameter is the next one.
class Where {
public:
    void add(std::string_view before, Value value, std::string_view after = {}) {
        parameters_.push_back(std::move(value));
        text_ += text_.empty() ? "WHERE " : " AND ";
        text_ += before;
        text_ += '$' + std::to_string(parameters_.size());
        text_ += after;
    }
    std::string place(Value value) {
        parameters_.push_back(std::move(value));
        return '$' + std::to_string(parameters_.size());
    }
    void add_text(const std::string& condition) {
        text_ += (text_.empty() ? "WHERE " : " AND ") + condition;
    }
    const std::string& text() const { return text_; }
    std::vector<Value> take() { return std::move(parameters_); }

private:
    std::string text_;
    std::vector<Value> parameters_;
};

Where rows_wanted(const CallbackRows& rows) {
    Where where;
    if (!rows.mine.empty()) where.add("(b.assignee IS NULL OR b.assignee = ", rows.mine, ")");
    if (!rows.of.empty()) {
        std::string any = "(b.assignee IS NULL";
        for (const auto& each : rows.of) any += " OR b.assignee = " + where.place(each);
        where.add_text(any + ")");
    }
    if (rows.status) where.add("b.status = ", core::name(*rows.status));
    if (rows.from) where.add("b.due_at >= ", *rows.from);
    if (rows.until) where.add("b.due_at < ", *rows.until);
    if (!rows.customer.empty()) where.add("b.customer = ", rows.customer);
    return where;
}

} // namespace

base::Result<core::Callback> Callbacks::read(const Row& row) {
    core::Callback out;
    out.id = row.id<core::CallbackId>(0);
    out.customer = row.id<core::CustomerId>(1);
    SDC_TRY(out.customer_name, unseal_field(sealer_, kName, out.customer.value, row, 2));
    SDC_TRY(out.number, unseal_number(sealer_, kNumber, out.id.value, row, 3));
    out.origin = row.id<core::CallRef>(4);
    out.due_at = row.time(5);
    out.zone = row.text(6);
    out.assignee = row.id<core::AgentId>(7);
    out.shown = row.text(8);
    SDC_TRY(out.note, unseal_field(sealer_, kNote, out.id.value, row, 9));
    out.status = core::parse_callback_status(row.text(10)).value_or(core::CallbackStatus::Open);
    out.author = row.id<core::AgentId>(11);
    out.snoozed_until = row.maybe_time(12);
    out.soon_told = row.maybe_time(13);
    out.due_told = row.maybe_time(14);
    out.escalated = row.maybe_time(15);
    out.revision = row.integer(16);
    SDC_TRY(const auto tries,
            database_.query("SELECT call_ref, agent, at, result FROM callback_tries "
                            "WHERE callback = $1 ORDER BY at, call_ref",
                            {out.id}));
    for (const auto& each : tries)
        out.tries.push_back(
            {each.id<core::CallRef>(0), each.id<core::AgentId>(1), each.time(2),
             core::parse_call_result(each.text(3)).value_or(core::CallResult::Failed)});
    return out;
}

base::Result<std::vector<core::Callback>> Callbacks::read_all(const Rows& rows) {
    std::vector<core::Callback> out;
    for (const auto& row : rows) {
        SDC_TRY(auto each, read(row));
        out.push_back(std::move(each));
    }
    return out;
}

base::Result<core::Callback> Callbacks::save(const core::Callback& given,
                                             std::optional<base::WallTime> next_look,
                                             base::WallTime now) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    const auto stored = find(given.id);
    if (!stored && (stored.error().code != base::Errc::NotFound || given.revision != 0))
        return stored.error();
    if (stored) {
        if (stored->revision == given.revision + 1 && same_promise(given, *stored)) {
            SDC_CHECK(transaction.commit());
            return *stored; // A retry of what is stored already.
        }
        if (stored->revision != given.revision) return changed_meanwhile();
    }
    const auto& id = given.id.value;
    std::vector<Value> values{given.id,
                              given.customer,
                              seal_field(sealer_, kNumber, id, core::number_text(given.number)),
                              number_index(sealer_, given.number),
                              given.origin,
                              given.due_at,
                              given.zone,
                              given.assignee,
                              given.shown,
                              seal_field(sealer_, kNote, id, given.note),
                              core::name(given.status),
                              given.author,
                              given.snoozed_until,
                              given.soon_told,
                              given.due_told,
                              given.escalated,
                              next_look,
                              given.revision + 1,
                              now};
    SDC_CHECK(database_.run(
        "INSERT INTO callbacks (id, customer, number, number_index, origin, due_at, zone, "
        "assignee, shown, note, status, author, snoozed_until, soon_told, due_told, escalated, "
        "next_look, revision, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT (id) DO UPDATE SET "
        "customer = excluded.customer, number = excluded.number, "
        "number_index = excluded.number_index, due_at = excluded.due_at, zone = excluded.zone, "
        "assignee = excluded.assignee, shown = excluded.shown, note = excluded.note, "
        "status = excluded.status, snoozed_until = excluded.snoozed_until, "
        "soon_told = excluded.soon_told, due_told = excluded.due_told, "
        "escalated = excluded.escalated, next_look = excluded.next_look, "
        "revision = excluded.revision",
        std::move(values)));
    SDC_TRY(auto saved, find(given.id));
    SDC_CHECK(transaction.commit());
    return saved;
}

base::Result<core::Callback> Callbacks::find(const core::CallbackId& id) {
    SDC_TRY(const auto row, database_.first(with("WHERE b.id = $1"), {id}));
    if (!row) return base::Error{base::Errc::NotFound, "there is no such callback"};
    return read(*row);
}

base::Result<core::Page<core::Callback>> Callbacks::list(const CallbackRows& rows,
                                                         const core::PageAsked& asked) {
    auto where = rows_wanted(rows);
    if (!asked.after.empty()) {
        SDC_TRY(const auto cursor, parse_time_cursor(asked.after));
        const auto at = where.place(cursor.at);
        where.add_text("(b.due_at, b.id) > (" + at + ", " + where.place(cursor.id) + ")");
    }
    auto text = where.text() + " ORDER BY b.due_at, b.id LIMIT " + where.place(asked.limit + 1);
    SDC_TRY(auto found, database_.query(with(text), where.take()));
    const bool more = found.size() > static_cast<std::size_t>(asked.limit);
    if (more) found.pop_back();
    core::Page<core::Callback> page;
    SDC_TRY(page.items, read_all(found));
    if (more) page.next = time_cursor(page.items.back().due_at, page.items.back().id.value);
    return page;
}

base::Result<std::vector<core::Callback>> Callbacks::to_look_at(base::WallTime now, int limit) {
    SDC_TRY(const auto rows,
            database_.query(with("WHERE b.next_look <= $1 ORDER BY b.next_look, b.id LIMIT $2"),
                            {now, limit}));
    return read_all(rows);
}

base::Result<std::vector<core::Callback>>
Callbacks::open_of_number(const core::PhoneNumber& number) {
    SDC_TRY(const auto rows, database_.query(with("WHERE b.number_index = $1 AND b.status = 'open' "
                                                  "ORDER BY b.due_at, b.id LIMIT 20"),
                                             {number_index(sealer_, number)}));
    return read_all(rows);
}

base::Result<std::optional<base::WallTime>> Callbacks::next_look() {
    SDC_TRY(const auto row, database_.first("SELECT MIN(next_look) FROM callbacks", {}));
    return row ? row->maybe_time(0) : std::nullopt;
}

base::Status Callbacks::note(const core::CallbackId& id, const core::CallbackTry& attempt) {
    return database_.run("INSERT INTO callback_tries (callback, call_ref, agent, at, result) "
                         "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (callback, call_ref) "
                         "DO UPDATE SET result = excluded.result",
                         {id, attempt.call, attempt.agent, attempt.at, core::name(attempt.result)});
}

base::Result<CallbackCounts> Callbacks::counts(base::WallTime now) {
    SDC_TRY(const auto row,
            database_.first("SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_at < $1 THEN 1 ELSE 0 "
                            "END), 0) FROM callbacks WHERE status = 'open'",
                            {now}));
    if (!row) return CallbackCounts{};
    return CallbackCounts{static_cast<int>(row->integer(0)), static_cast<int>(row->integer(1))};
}

} // namespace sangdam::store
