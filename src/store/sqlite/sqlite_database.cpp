// SPDX-License-Identifier: MIT

#include "store/sqlite/sqlite_database.h"

#include <sqlite3.h>

#include <map>
#include <string>
#include <system_error>
#include <utility>

namespace sangdam::store {
namespace {

constexpr int kBusyMilliseconds = 2000;

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

struct CloseConnection {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

// SQLite takes UTF-8 on every system.
std::string utf8(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

// What went wrong, and what the person at the machine can do about it.
base::Error explain(int code, const std::string& file, const std::string& message) {
    using base::Errc;
    const std::string the = "the database " + file + ' ';
    switch (code & 0xFF) {
    case SQLITE_CONSTRAINT: return {Errc::Conflict, message};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Errc::Unavailable, the + "is in use by another program; close that one"};
    case SQLITE_FULL:
        return {Errc::Unavailable, "the disk of " + file + " is full; make room on it"};
    case SQLITE_CANTOPEN:
        return {Errc::Unavailable, the + "cannot be opened; is its folder there and yours?"};
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
        return {Errc::Unavailable, the + "may not be written; give this user the right to"};
    case SQLITE_IOERR:
        return {Errc::Unavailable,
                the + "cannot be read or written (" + message + "); look after its disk"};
    case SQLITE_CORRUPT: return {Errc::Unavailable, the + "is damaged; restore it from a backup"};
    case SQLITE_NOTADB:
        return {Errc::Unavailable, file + " is not a database; restore it from a backup"};
    case SQLITE_NOMEM: return {Errc::Unavailable, "not enough memory for the database"};
    case SQLITE_TOOBIG: return {Errc::BadInput, "a value is too large for the database"};
    default: return {Errc::Internal, "database: " + message};
    }
}

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(Connection connection, std::string file)
        : connection_(std::move(connection)), file_(std::move(file)) {}

    base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters) override;
    base::Status script(std::string_view sql) override;
    base::Status begin_snapshot() override {
        failed_ = false;
        SDC_CHECK(step_only("BEGIN"));
        return step_only("SELECT COUNT(*) FROM sqlite_master"); // The first read fixes the moment.
    }
    base::Status begin() override {
        failed_ = false;
        return step_only("BEGIN IMMEDIATE");
    }
    base::Status commit() override;
    void rollback() noexcept override {
        sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    base::Status be_alone() override;
    bool in_transaction() const override { return sqlite3_get_autocommit(connection_.get()) == 0; }

private:
    base::Error failure(int code) {
        failed_ = failed_ || in_transaction();
        return explain(code, file_, sqlite3_errmsg(connection_.get()));
    }
    base::Status step_only(std::string_view sql) {
        SDC_CHECK(query(sql, {}));
        return base::Done{};
    }
    base::Result<sqlite3_stmt*> prepared(std::string_view sql);
    base::Status bind(sqlite3_stmt*, const std::vector<Value>&);

    Connection connection_;
    std::string file_;
    bool failed_ = false; // Something in this transaction went wrong: it can only be undone.
    // Every SQL text of the program is a constant, so that this stays small.
    std::map<std::string, Statement, std::less<>> prepared_;
};

base::Result<sqlite3_stmt*> SqliteDatabase::prepared(std::string_view sql) {
    if (const auto found = prepared_.find(sql); found != prepared_.end())
        return found->second.get();
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    Statement statement(raw);
    if (code != SQLITE_OK) return failure(code);
    if (!raw) return base::Error{base::Errc::Internal, "database: empty statement"};
    prepared_.emplace(sql, std::move(statement));
    return raw;
}

// "$3" is a name to SQLite, so that its place in the list is looked up. A parameter may be used
// several times or, rarely, not at all.
base::Status SqliteDatabase::bind(sqlite3_stmt* statement, const std::vector<Value>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string name = '$' + std::to_string(i + 1);
        const int at = sqlite3_bind_parameter_index(statement, name.c_str());
        if (at == 0) continue;
        const auto& any = values[i].any();
        int code = SQLITE_OK;
        // The values outlive the statement's run: no copies.
        if (const auto* number = std::get_if<std::int64_t>(&any))
            code = sqlite3_bind_int64(statement, at, *number);
        else if (const auto* text = std::get_if<std::string>(&any))
            code = sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        else if (const auto* bytes = std::get_if<Bytes>(&any))
            code = sqlite3_bind_blob64(statement, at, bytes->data.data(), bytes->data.size(),
                                       SQLITE_STATIC);
        else
            code = sqlite3_bind_null(statement, at);
        if (code != SQLITE_OK) return failure(code);
    }
    return base::Done{};
}

Value column(sqlite3_stmt* statement, int at) {
    const auto text = [&](const void* data) {
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, at));
        return data ? std::string(static_cast<const char*>(data), size) : std::string{};
    };
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, at)};
    case SQLITE_TEXT: return text(sqlite3_column_text(statement, at));
    case SQLITE_BLOB: return Bytes{text(sqlite3_column_blob(statement, at))};
    default: return {}; // Nothing; and we store no fractions.
    }
}

base::Result<Rows> SqliteDatabase::query(std::string_view sql, std::vector<Value> parameters) {
    SDC_TRY(sqlite3_stmt* const statement, prepared(sql));
    struct Reset { // Also lets go of the read lock.
        sqlite3_stmt* statement;
        ~Reset() {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    } const reset{statement};
    SDC_CHECK(bind(statement, parameters));

    Rows rows;
    for (;;) {
        const int code = sqlite3_step(statement);
        if (code == SQLITE_DONE) return rows;
        if (code != SQLITE_ROW) return failure(code);
        const int columns = sqlite3_column_count(statement);
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int i = 0; i < columns; ++i) values.push_back(column(statement, i));
        rows.emplace_back(std::move(values));
    }
}

base::Status SqliteDatabase::commit() {
    if (!failed_) return step_only("COMMIT");
    rollback();
    return base::Error{base::Errc::Internal, "something in this transaction failed; it was undone"};
}

// In WAL mode every open connection holds a shared lock of the file: the exclusive one that the
// next write takes in this locking mode tells whether there are others.
base::Status SqliteDatabase::be_alone() {
    SDC_CHECK(step_only("PRAGMA locking_mode = EXCLUSIVE"));
    auto alone = begin();
    if (alone) alone = commit();
    if (alone) return alone;
    rollback();
    (void)step_only("PRAGMA locking_mode = NORMAL");
    if (alone.error().code != base::Errc::Unavailable) return alone;
    return base::Error{base::Errc::Conflict,
                       "the database " + file_ + " is in use; stop every sangdam-hub on it first"};
}

base::Status SqliteDatabase::script(std::string_view sql) {
    const int code =
        sqlite3_exec(connection_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(code);
    return base::Done{};
}

bool damage(int code) { return (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB; }

base::Status inspect(Database& database, const std::string& file) {
    SDC_TRY(const auto row, database.first("PRAGMA quick_check(1)", {}));
    if (row && row->text(0) == "ok") return base::Done{};
    return base::Error{base::Errc::BadInput,
                       "the database " + file + " is damaged; restore it from a backup"};
}

// secure_delete: what was thrown away is overwritten, not only forgotten.
constexpr const char* kSetUp = "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA secure_delete = ON;"
                               "PRAGMA trusted_schema = OFF;";

} // namespace

base::Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path& path,
                                                    IfMissing if_missing, Inspect how_much) {
    const std::string file = utf8(path);
    const int create = if_missing == IfMissing::Create ? SQLITE_OPEN_CREATE : 0;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
    Connection connection(raw);
    if (!raw) return explain(SQLITE_NOMEM, file, {});
    if (code != SQLITE_OK) return explain(code, file, sqlite3_errmsg(raw));
    sqlite3_extended_result_codes(raw, 0);
    sqlite3_busy_timeout(raw, kBusyMilliseconds);

    // Before the first page is written; -wal and -shm get the same rights from SQLite.
    std::error_code ignored; // A file system without rights: the sealing has to do.
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);

    auto database = std::make_unique<SqliteDatabase>(std::move(connection), file);
    auto ready = database->script(kSetUp);
    if (ready && how_much == Inspect::WholeFile) ready = inspect(*database, file);
    if (!ready && damage(sqlite3_errcode(raw)))
        return base::Error{base::Errc::BadInput, ready.error().what};
    if (!ready) return ready.error();
    return std::unique_ptr<Database>(std::move(database));
}

} // namespace sangdam::store
