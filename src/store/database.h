// SPDX-License-Identifier: MIT
//
// All that the repositories need from a database. One SQL text for every engine: parameters are $1,
// $2 …, `ON CONFLICT` and `RETURNING` may be used, times are numbers.
//
// A Database and everything made on it live on ONE thread (the hub's strand, or the disk thread):
// there is one writer by design, and no lock here. Nothing throws.
//
// Errors: Conflict – a constraint (it is there already). Unavailable – locked, full, gone, damaged;
// `what` says what to do. Internal – the statement itself is wrong. BadInput – a value that no
// database keeps. An error within a transaction ends it: what follows does not count, and commit()
// undoes it.
#pragma once

#include "base/result.h"
#include "store/value.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sangdam::store {

class Database {
public:
    virtual ~Database() = default;

    virtual base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters) = 0;
    // Several statements without parameters: migrations.
    virtual base::Status script(std::string_view sql) = 0;

    // For reading: all that is read before rollback() is of one moment, and stops no writer.
    virtual base::Status begin_snapshot() = 0;
    virtual base::Status begin() = 0;  // For writing; waits a little for other programs.
    virtual base::Status commit() = 0; // Good: it is on disk.
    virtual void rollback() noexcept = 0;
    virtual bool in_transaction() const = 0;

    // In a transaction: after its commit, other hubs on this database are woken (hub_watch.h).
    virtual void wake_others() {}
    // From now on, until it is closed, nobody else opens this database. Conflict: somebody has.
    virtual base::Status be_alone() = 0;

    base::Result<Rows> query(std::string_view sql) { return query(sql, {}); }
    // A statement whose rows do not matter.
    base::Status run(std::string_view sql, std::vector<Value> parameters);
    base::Result<std::optional<Row>> first(std::string_view sql, std::vector<Value> parameters);
};

// All or nothing. Rolls back when it goes out of scope uncommitted. Inside another transaction it
// joins that one: the outermost commit decides.
class Transaction {
public:
    static base::Result<Transaction> begin(Database&);
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    base::Status commit();

private:
    Transaction(Database* database, bool outermost) : database_(database), outermost_(outermost) {}
    Database* database_; // Null: nothing to undo.
    bool outermost_;
};

} // namespace sangdam::store
