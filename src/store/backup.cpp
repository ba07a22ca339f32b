// SPDX-License-Identifier: MIT

#include "store/backup.h"

#include "store/key_mark.h"
#include "store/migrations.h"
#include "store/sqlite/sqlite_database.h"
#include "store/table_copy.h"
#include "store/verify.h"

#include <charconv>
#include <system_error>

namespace sangdam::store {
namespace {

namespace fs = std::filesystem;
using base::Errc;
using base::Error;

constexpr const char* kFacts = "CREATE TABLE backup (name TEXT PRIMARY KEY, value TEXT NOT NULL)";

Error no_backup(const fs::path& file, const std::string& why) {
    return {Errc::BadInput, file.string() + ' ' + why};
}

// Rolls back when it goes: whoever only read has nothing to commit.
class Snapshot {
public:
    static base::Result<Snapshot> of(Database& database) {
        SDC_CHECK(database.begin_snapshot());
        return Snapshot(database);
    }
    ~Snapshot() {
        if (database_) database_->rollback();
    }
    Snapshot(Snapshot&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Snapshot& operator=(Snapshot&&) = delete;

private:
    explicit Snapshot(Database& database) : database_(&database) {}
    Database* database_;
};

RecordsSeen seen_in(const Sums& sums, base::WallTime made_at) {
    RecordsSeen out;
    out.made_at = made_at;
    for (const auto& [table, sum] : sums) {
        out.rows += sum.rows;
        out.tables.emplace_back(table, sum.rows);
    }
    return out;
}

base::Status write_facts(Database& backup, const Sums& sums, base::WallTime now) {
    const auto put = [&](const std::string& name, const std::string& value) {
        return backup.run("INSERT INTO backup (name, value) VALUES ($1, $2)", {name, value});
    };
    for (const auto& [table, sum] : sums)
        SDC_CHECK(put("table " + table, std::to_string(sum.rows) + ' ' + sum.digest));
    return put("made at", std::to_string(now.time_since_epoch().count()));
}

struct Facts {
    Sums sums;
    base::WallTime made_at{};
};

std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

base::Result<Facts> read_facts(Database& backup, const fs::path& file) {
    const auto rows = backup.query("SELECT name, value FROM backup");
    if (!rows) return no_backup(file, "is no backup of a centre");
    Facts facts;
    for (const auto& row : *rows) {
        const auto& name = row.text(0);
        const auto& value = row.text(1);
        constexpr std::string_view kTable = "table ";
        if (name == "made at")
            facts.made_at = base::WallTime(std::chrono::milliseconds(number_in(value)));
        else if (name.starts_with(kTable))
            facts.sums[name.substr(kTable.size())] = {
                static_cast<std::uint64_t>(number_in(value)),
                value.substr(std::min(value.size(), value.find(' ') + 1))};
    }
    if (facts.sums.empty()) return no_backup(file, "was never finished; make it anew");
    return facts;
}

base::Result<Sums> fill(Database& from, Database& to, const Sealer& sealer, base::WallTime now,
                        const Progress& progress) {
    SDC_CHECK(migrate(to, centre_migrations(), now));
    SDC_TRY(const auto tables, shapes_of(to));
    SDC_TRY(auto transaction, Transaction::begin(to));
    SDC_CHECK(empty_tables(to, tables)); // A new database is born with counters.
    SDC_TRY(auto sums, copy_tables(from, to, tables, sealer, progress));
    SDC_CHECK(to.script(kFacts));
    SDC_CHECK(write_facts(to, sums, now));
    SDC_CHECK(transaction.commit());
    // One file, without a log beside it.
    SDC_CHECK(to.query("PRAGMA wal_checkpoint(TRUNCATE)"));
    SDC_CHECK(to.query("PRAGMA journal_mode = DELETE"));
    return sums;
}

base::Result<std::unique_ptr<Database>> open_backup(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return Error{Errc::NotFound, "there is no " + file.string()};
    return open_sqlite(file, IfMissing::Fail, Inspect::WholeFile);
}

base::Status check_sums(const Facts& facts, const Sums& found, const fs::path& file) {
    for (const auto& [table, sum] : facts.sums) {
        const auto there = found.find(table);
        const auto rows = there == found.end() ? 0 : there->second.rows;
        if (rows != sum.rows)
            return no_backup(file, "is damaged: the table " + table + " has " +
                                       std::to_string(rows) + " rows instead of " +
                                       std::to_string(sum.rows) + "; take another backup");
        if (there != found.end() && there->second.digest != sum.digest)
            return no_backup(file, "was changed after it was made: the table " + table +
                                       " is not the same, or the key file is not the one of that "
                                       "time; take another backup or its key file");
    }
    return base::Done{};
}

base::Result<bool> is_empty(Database& database) {
    for (const char* sql : {"SELECT 1 FROM agents LIMIT 1", "SELECT 1 FROM customers LIMIT 1",
                            "SELECT 1 FROM calls LIMIT 1"}) {
        SDC_TRY(const auto row, database.first(sql, {}));
        if (row) return false;
    }
    return true;
}

} // namespace

base::Result<RecordsSeen> back_up(Database& database, const Sealer& sealer, const fs::path& file,
                                  base::WallTime now, const Progress& progress) {
    std::error_code error;
    if (fs::exists(file, error))
        return Error{Errc::Conflict, "there is a file " + file.string() +
                                         " already; move it away or choose another name"};
    fs::path part = file;
    part += ".part";
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        fs::remove(fs::path(part) += suffix, error); // Left by a backup that was cut off.
    SDC_TRY(const auto snapshot, Snapshot::of(database));
    Sums sums;
    {
        SDC_TRY(auto to, open_sqlite(part, IfMissing::Create));
        SDC_TRY(sums, fill(database, *to, sealer, now, progress));
    }
    fs::rename(part, file, error);
    if (error)
        return Error{Errc::Unavailable,
                     "the backup cannot be named " + file.string() + ": " + error.message()};
    return seen_in(sums, now);
}

base::Result<RecordsSeen> verify_backup(const fs::path& file, const Sealer& sealer,
                                        const Progress& progress) {
    SDC_TRY(auto backup, open_backup(file));
    SDC_TRY(const auto facts, read_facts(*backup, file));
    SDC_TRY(const auto mark, read_key_mark(*backup, sealer));
    if (mark == KeyMark::Foreign || mark == KeyMark::Former)
        return Error{Errc::Refused, file.string() + " was made with other keys; give the key file "
                                                    "that was saved with it"};
    SDC_TRY(const auto tables, shapes_of(*backup));
    SDC_TRY(const auto found, sum_tables(*backup, tables, sealer, progress));
    SDC_CHECK(check_sums(facts, found, file));
    SDC_TRY(const auto verified, verify_records(*backup, sealer, progress));
    if (!verified.broken.empty()) return no_backup(file, "is broken: " + verified.broken.front());
    return seen_in(facts.sums, facts.made_at);
}

base::Result<RecordsSeen> restore(const fs::path& file, Database& database, const Sealer& sealer,
                                  IfFull if_full, base::WallTime now, const Progress& progress) {
    SDC_TRY(const auto seen, verify_backup(file, sealer, progress));
    // An older program's backup is brought up to date in a copy of its own.
    fs::path copy = file;
    copy += ".restoring";
    std::error_code error;
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing, error);
    if (error)
        return Error{Errc::Unavailable,
                     "beside " + file.string() + " no copy can be written: " + error.message()};
    auto restored = [&]() -> base::Status {
        SDC_TRY(auto from, open_sqlite(copy, IfMissing::Fail));
        SDC_CHECK(migrate(*from, centre_migrations(), now));
        SDC_CHECK(migrate(database, centre_migrations(), now));
        SDC_TRY(const auto tables, shapes_of(*from));
        SDC_TRY(auto transaction, Transaction::begin(database));
        SDC_TRY(const bool empty, is_empty(database));
        if (!empty && if_full == IfFull::Refuse)
            return Error{Errc::Conflict,
                         "there are records in this database already; --overwrite replaces them"};
        SDC_CHECK(empty_tables(database, tables));
        SDC_CHECK(copy_tables(*from, database, tables, sealer, progress));
        return transaction.commit();
    }();
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        fs::remove(fs::path(copy) += suffix, error);
    if (!restored) return restored.error();
    return seen;
}

} // namespace sangdam::store
