// SPDX-License-Identifier: MIT

#include "store/repositories/merges.h"

#include "store/repositories/customers.h"

#include <algorithm>
#include <string>

namespace sangdam::store {
namespace {

using core::Customer;

// Which fields were empty and are not any more: e-mail, address, name, grade.
std::string fill(Customer& kept, const Customer& gone) {
    std::string filled;
    const auto take = [&filled](std::string& field, const std::string& other, char letter) {
        if (!field.empty() || other.empty()) return;
        field = other;
        filled += letter;
    };
    take(kept.name, gone.name, 'n');
    take(kept.email, gone.email, 'e');
    take(kept.address, gone.address, 'a');
    take(kept.grade, gone.grade, 'g');
    return filled;
}

void empty_again(Customer& kept, const std::string& filled) {
    const auto was_filled = [&](char letter) { return filled.find(letter) != std::string::npos; };
    if (was_filled('n')) kept.name.clear();
    if (was_filled('e')) kept.email.clear();
    if (was_filled('a')) kept.address.clear();
    if (was_filled('g')) kept.grade.clear();
}

} // namespace

base::Result<Customer> Merges::living(const core::CustomerId& id) {
    SDC_TRY(const auto row,
            database_.first("SELECT merged_into FROM customers WHERE id = $1", {id}));
    if (!row || !row->null(0))
        return base::Error{base::Errc::NotFound, "there is no such customer"};
    return Customers(database_, sealer_).find(id);
}

base::Status Merges::move_calls(const core::MergeId& merge, const core::CustomerId& from,
                                const core::CustomerId& to) {
    SDC_CHECK(database_.run("INSERT INTO merged_calls (merge, call_ref) "
                            "SELECT $1, ref FROM calls WHERE customer = $2",
                            {merge, from}));
    SDC_CHECK(database_.run("INSERT INTO merged_calls (merge, call_ref) "
                            "SELECT $1, id FROM callbacks WHERE customer = $2",
                            {merge, from}));
    SDC_CHECK(database_.run("UPDATE calls SET customer = $2 WHERE customer = $1", {from, to}));
    return database_.run("UPDATE callbacks SET customer = $2 WHERE customer = $1", {from, to});
}

base::Result<core::Merge> Merges::merge(const core::MergeId& id, const core::CustomerId& kept_id,
                                        const core::CustomerId& gone_id, base::WallTime now) {
    if (kept_id == gone_id)
        return base::Error{base::Errc::BadInput, "a customer cannot be merged with itself"};
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(auto kept, living(kept_id));
    SDC_TRY(auto gone, living(gone_id));
    const auto numbers = static_cast<std::int64_t>(kept.numbers.size());
    const auto memo_bytes = static_cast<std::int64_t>(kept.memo.size());
    const bool did_not_call = kept.do_not_call;
    const auto filled = fill(kept, gone);
    if (!gone.memo.empty()) kept.memo += (kept.memo.empty() ? "" : "\n") + gone.memo;
    kept.do_not_call = kept.do_not_call || gone.do_not_call;
    for (const auto& each : gone.numbers)
        if (std::ranges::count(kept.numbers, each) == 0) kept.numbers.push_back(each);
    SDC_TRY(kept, Customers(database_, sealer_).save(kept, now));
    SDC_CHECK(database_.run("UPDATE customers SET merged_into = $2, revision = revision + 1 "
                            "WHERE id = $1",
                            {gone_id, kept_id}));
    SDC_CHECK(database_.run(
        "INSERT INTO merges (id, kept, gone, revision, numbers, filled, "
        "memo_bytes, did_not_call, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9)",
        {id, kept_id, gone_id, kept.revision, numbers, filled, memo_bytes, did_not_call, now}));
    SDC_CHECK(move_calls(id, gone_id, kept_id));
    SDC_CHECK(transaction.commit());
    return core::Merge{id, std::move(kept), std::move(gone)};
}

base::Result<core::Merge> Merges::undo(const core::MergeId& id, base::WallTime now) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto row, database_.first("SELECT kept, gone, revision, numbers, filled, "
                                            "memo_bytes, did_not_call FROM merges "
                                            "WHERE id = $1 AND undone = 0",
                                            {id}));
    if (!row) return base::Error{base::Errc::NotFound, "there is no such merge"};
    const auto gone_id = row->id<core::CustomerId>(1);
    SDC_TRY(auto kept, living(row->id<core::CustomerId>(0)));
    if (kept.revision != row->integer(2))
        return base::Error{base::Errc::Conflict, "the customer was changed after the merge"};
    kept.numbers.resize(std::min(kept.numbers.size(), static_cast<std::size_t>(row->integer(3))));
    empty_again(kept, row->text(4));
    kept.memo.resize(std::min(kept.memo.size(), static_cast<std::size_t>(row->integer(5))));
    kept.do_not_call = row->flag(6);
    SDC_TRY(kept, Customers(database_, sealer_).save(kept, now));
    SDC_CHECK(database_.run("UPDATE customers SET merged_into = NULL, revision = revision + 1 "
                            "WHERE id = $1",
                            {gone_id}));
    SDC_CHECK(database_.run("UPDATE calls SET customer = $2 WHERE ref IN "
                            "(SELECT call_ref FROM merged_calls WHERE merge = $1)",
                            {id, gone_id}));
    SDC_CHECK(database_.run("UPDATE callbacks SET customer = $2 WHERE id IN "
                            "(SELECT call_ref FROM merged_calls WHERE merge = $1)",
                            {id, gone_id}));
    SDC_CHECK(database_.run("UPDATE merges SET undone = 1 WHERE id = $1", {id}));
    SDC_TRY(auto gone, living(gone_id));
    SDC_CHECK(transaction.commit());
    return core::Merge{id, std::move(kept), std::move(gone)};
}

} // namespace sangdam::store
