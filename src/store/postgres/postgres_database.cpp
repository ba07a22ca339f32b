// SPDX-License-Identifier: MIT

#include "store/postgres/postgres_database.h"

#include "store/postgres/postgres_link.h"
#include "store/postgres/postgres_trouble.h"

#include <charconv>
#include <map>
#include <string>
#include <utility>

namespace sangdam::store {
namespace {

using base::Errc;
using base::Error;

// src/include/catalog/pg_type.dat; these never change.
enum : Oid { kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kNumeric = 1700 };
constexpr int kAsText = 0;
constexpr int kAsBytes = 1;

// One writer at a time, whichever hub it belongs to: what SQLite's BEGIN IMMEDIATE does. The first
// number is ours, the second keeps two centres in two schemas of one database apart.
constexpr const char* kBegin =
    "BEGIN; SELECT pg_advisory_xact_lock(1396982861, hashtext(current_schema()))";

std::string session_of(const PostgresPatience& patience) {
    const auto answer = std::to_string(patience.answer.count());
    const auto lock = std::to_string(patience.lock.count());
    // A hub that is stopped in the middle of a transaction must not stop the others for ever; an
    // agent who was told "saved" must be right, whatever the server's own default is.
    return "SET statement_timeout = " + answer + "; SET lock_timeout = " + lock +
           "; SET idle_in_transaction_session_timeout = " + answer +
           // Whoever wants to be alone sees that we are here.
           "; SELECT pg_advisory_lock_shared(1396982862, hashtext(current_schema()))"
           "; SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') "
           "WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)";
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c - 'a' + 10;
}

Value read_bytes(const char* text, std::size_t size) { // bytea_output = hex, the default since 9.0
    Bytes out;
    out.data.reserve(size / 2);
    for (std::size_t i = 2; i + 1 < size; i += 2)
        out.data += static_cast<char>((digit(text[i]) << 4) | digit(text[i + 1]));
    return out;
}

Value read(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0) return {};
    const char* text = PQgetvalue(result, row, column);
    const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
    case kBytea: return read_bytes(text, size);
    case kBool: return *text == 't';
    case kInt2:
    case kInt4:
    case kInt8:
    case kNumeric: { // A sum of BIGINTs; we store no fractions.
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text, text + size, number);
        if (error != std::errc{} || end != text + size) return {};
        return number;
    }
    default: return std::string(text, size);
    }
}

Rows read_rows(const PGresult* result) {
    Rows rows;
    const int count = PQntuples(result);
    const int columns = PQnfields(result);
    rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) {
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
            values.push_back(read(result, row, column));
        rows.emplace_back(std::move(values));
    }
    return rows;
}

// Views into the values, as libpq wants them. Texts and bytes travel as they are: a NUL inside is
// the server's to refuse, not ours to cut off.
struct Parameters {
    explicit Parameters(const std::vector<Value>& given) {
        numbers.reserve(given.size()); // Or the views would move away.
        for (const auto& each : given) add(each.any());
    }
    void add(const Value::Any& any) {
        if (const auto* number = std::get_if<std::int64_t>(&any)) {
            const auto& text = numbers.emplace_back(std::to_string(*number));
            push(text.c_str(), text.size(), kAsText);
        } else if (const auto* text = std::get_if<std::string>(&any)) {
            push(text->data(), text->size(), kAsBytes);
        } else if (const auto* bytes = std::get_if<Bytes>(&any)) {
            push(bytes->data.data(), bytes->data.size(), kAsBytes);
        } else {
            push(nullptr, 0, kAsText);
        }
    }
    void push(const char* at, std::size_t size, int format) {
        values.push_back(at);
        lengths.push_back(static_cast<int>(size));
        formats.push_back(format);
    }
    std::vector<std::string> numbers;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
};

bool only_reads(std::string_view sql) { return sql.starts_with("SELECT"); }

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const PostgresPlace& place, PostgresPatience patience)
        : patience_(patience), link_(place, session_of(patience)) {}

    base::Status open() { return link_.ready(patience_.open); }
    base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters) override;
    base::Status script(std::string_view sql) override;
    base::Status begin_snapshot() override {
        return begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }
    base::Status begin() override { return begin_with(kBegin); }
    base::Status commit() override;
    void rollback() noexcept override;
    bool in_transaction() const override { return in_transaction_; }
    void wake_others() override { wake_others_ = true; }
    base::Status be_alone() override;

private:
    base::Status begin_with(const char* sql);
    base::Status connected();
    base::Result<Rows> run(std::string_view sql, const Parameters&);
    base::Result<std::string> prepared(std::string_view sql);
    base::Result<PgResult> simple(const std::string& sql, std::chrono::milliseconds);
    base::Result<PgResult> checked(base::Result<PgResult>);
    Error failed(Error error) {
        failed_ = failed_ || in_transaction_;
        return error;
    }

    const PostgresPatience patience_;
    PostgresLink link_;
    bool in_transaction_ = false;
    bool wake_others_ = false;
    bool failed_ = false; // Something in this transaction went wrong: it can only be undone.
    // By SQL text, of this connection. Every SQL text of the program is a constant.
    std::map<std::string, std::string, std::less<>> prepared_;
    int generation_ = 0;
};

base::Status PostgresDatabase::connected() {
    if (in_transaction_) {
        if (link_.up()) return base::Done{};
        return Error{Errc::Unavailable,
                     "the connection to the database was lost in the middle of a change, which is "
                     "undone"};
    }
    SDC_CHECK(link_.ready(patience_.connect));
    if (link_.generation() != generation_) prepared_.clear();
    generation_ = link_.generation();
    return base::Done{};
}

base::Result<PgResult> PostgresDatabase::checked(base::Result<PgResult> result) {
    if (!result) return failed(result.error());
    const auto* raw = result->get();
    const auto status = PQresultStatus(raw);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
    if (status == PGRES_EMPTY_QUERY)
        return failed(Error{Errc::Internal, "database: empty statement"});
    const char* state = raw ? PQresultErrorField(raw, PG_DIAG_SQLSTATE) : nullptr;
    return failed(
        postgres_trouble(state ? state : "", first_line(raw ? PQresultErrorMessage(raw) : "")));
}

base::Result<PgResult> PostgresDatabase::simple(const std::string& sql,
                                                std::chrono::milliseconds patience) {
    return checked(link_.ask([&](PGconn* to) { return PQsendQuery(to, sql.c_str()); }, patience));
}

base::Result<std::string> PostgresDatabase::prepared(std::string_view sql) {
    if (const auto found = prepared_.find(sql); found != prepared_.end()) return found->second;
    const std::string text(sql);
    const std::string name = 's' + std::to_string(prepared_.size());
    SDC_CHECK(checked(link_.ask(
        [&](PGconn* to) { return PQsendPrepare(to, name.c_str(), text.c_str(), 0, nullptr); },
        patience_.answer)));
    prepared_.emplace(text, name);
    return name;
}

base::Result<Rows> PostgresDatabase::run(std::string_view sql, const Parameters& parameters) {
    SDC_CHECK(connected());
    SDC_TRY(const auto name, prepared(sql));
    SDC_TRY(const auto result,
            checked(link_.ask(
                [&](PGconn* to) {
                    return PQsendQueryPrepared(to, name.c_str(),
                                               static_cast<int>(parameters.values.size()),
                                               parameters.values.data(), parameters.lengths.data(),
                                               parameters.formats.data(), kAsText);
                },
                patience_.answer)));
    return read_rows(result.get());
}

base::Result<Rows> PostgresDatabase::query(std::string_view sql, std::vector<Value> values) {
    const Parameters parameters(values);
    auto rows = run(sql, parameters);
    // The connection broke under a statement that changes nothing: once more over a new one.
    if (!rows && !in_transaction_ && !link_.up() && only_reads(sql)) return run(sql, parameters);
    return rows;
}

base::Status PostgresDatabase::script(std::string_view sql) {
    SDC_CHECK(connected());
    // A migration of a large table may take its time.
    SDC_CHECK(simple("SET LOCAL statement_timeout = 0; " + std::string(sql),
                     std::chrono::milliseconds(0)));
    return base::Done{};
}

base::Status PostgresDatabase::begin_with(const char* sql) {
    SDC_CHECK(connected());
    in_transaction_ = true;
    failed_ = false;
    wake_others_ = false;
    const auto begun = simple(sql, patience_.answer);
    if (begun) return base::Done{};
    rollback();
    return begun.error();
}

base::Status PostgresDatabase::commit() {
    if (failed_) {
        rollback();
        return Error{Errc::Internal, "something in this transaction failed; it was undone"};
    }
    SDC_CHECK(connected());
    SDC_CHECK(simple(wake_others_ ? "NOTIFY sangdam_events; COMMIT" : "COMMIT", patience_.answer));
    in_transaction_ = false;
    return base::Done{};
}

// A hub that has just ended may still be on the server's list for a moment.
base::Status PostgresDatabase::be_alone() {
    constexpr int kTries = 20;
    for (int i = 0; i < kTries; ++i) {
        SDC_TRY(const auto alone,
                first("SELECT pg_try_advisory_lock(1396982862, hashtext(current_schema()))", {}));
        if (alone && alone->flag(0)) return base::Done{};
        SDC_CHECK(query("SELECT pg_sleep(0.1)", {}));
    }
    return Error{Errc::Conflict, "the database is in use; stop every sangdam-hub on it first"};
}

void PostgresDatabase::rollback() noexcept {
    if (!in_transaction_) return;
    if (link_.up()) (void)simple("ROLLBACK", patience_.answer);
    in_transaction_ = false;
    failed_ = false;
}

} // namespace

base::Result<std::unique_ptr<Database>> open_postgres(const PostgresPlace& place,
                                                      PostgresPatience patience) {
    auto database = std::make_unique<PostgresDatabase>(place, patience);
    SDC_CHECK(database->open());
    return std::unique_ptr<Database>(std::move(database));
}

} // namespace sangdam::store
