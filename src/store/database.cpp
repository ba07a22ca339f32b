// SPDX-License-Identifier: MIT

#include "store/database.h"

#include <utility>

namespace sangdam::store {

base::Status Database::run(std::string_view sql, std::vector<Value> parameters) {
    SDC_CHECK(query(sql, std::move(parameters)));
    return base::Done{};
}

base::Result<std::optional<Row>> Database::first(std::string_view sql,
                                                 std::vector<Value> parameters) {
    SDC_TRY(auto rows, query(sql, std::move(parameters)));
    if (rows.empty()) return std::optional<Row>{};
    return std::optional<Row>{std::move(rows.front())};
}

base::Result<Transaction> Transaction::begin(Database& database) {
    if (database.in_transaction()) return Transaction(&database, false);
    SDC_CHECK(database.begin());
    return Transaction(&database, true);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), outermost_(other.outermost_) {}

// An inner transaction that is given up takes the whole with it: half a use case is no use case.
Transaction::~Transaction() {
    if (database_ && database_->in_transaction()) database_->rollback();
}

base::Status Transaction::commit() {
    Database* database = std::exchange(database_, nullptr);
    if (!outermost_) return base::Done{};
    if (!database->in_transaction())
        return base::Error{base::Errc::Internal, "the transaction was rolled back before its end"};
    auto done = database->commit();
    if (!done) database->rollback();
    return done;
}

} // namespace sangdam::store
