// SPDX-License-Identifier: MIT

#include "store/repositories/wrap_ups.h"

#include "store/sealed_field.h"

#include <string>

namespace sangdam::store {
namespace {

constexpr const char* kNote = "wrap_ups.note";

std::string place(const core::CallRef& call, std::int64_t revision) {
    return call.value + '/' + std::to_string(revision);
}

bool same_but_revision(core::WrapUp a, const core::WrapUp& b) {
    a.revision = b.revision;
    return a == b;
}

} // namespace

const char* const kWrapUpColumns =
    "w.call_ref, w.revision, w.category, w.emotion, w.grade, w.status, w.note, w.author";

base::Result<core::WrapUp> read_wrap_up(const Row& row, std::size_t first, const Sealer& sealer) {
    core::WrapUp out;
    out.call = row.id<core::CallRef>(first);
    out.revision = row.integer(first + 1);
    out.category = row.id<core::CategoryId>(first + 2);
    out.emotion = row.text(first + 3);
    out.grade = row.text(first + 4);
    out.status = row.text(first + 5);
    SDC_TRY(out.note, unseal_field(sealer, kNote, place(out.call, out.revision), row, first + 6));
    out.author = row.id<core::AgentId>(first + 7);
    return out;
}

base::Result<core::WrapUp> WrapUps::save(const core::WrapUp& given, base::WallTime now) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    const auto newest = find(given.call);
    if (!newest && newest.error().code != base::Errc::NotFound) return newest.error();
    const std::int64_t revision = newest ? newest->revision : 0;
    if (newest && revision == given.revision + 1 && same_but_revision(given, *newest)) {
        SDC_CHECK(transaction.commit());
        return *newest; // A retry of what is stored already.
    }
    if (revision != given.revision)
        return base::Error{base::Errc::Conflict,
                           "somebody else wrote about this call; read it again"};
    SDC_TRY(const auto call, database_.first("SELECT ref FROM calls WHERE ref = $1", {given.call}));
    if (!call) return base::Error{base::Errc::NotFound, "there is no such call"};

    core::WrapUp stored = given;
    ++stored.revision;
    // The primary key (call, revision) is what decides between two hubs.
    SDC_CHECK(database_.run(
        "INSERT INTO wrap_ups (call_ref, revision, category, emotion, grade, status, note, author, "
        "saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {stored.call, stored.revision, stored.category, stored.emotion, stored.grade, stored.status,
         seal_field(sealer_, kNote, place(stored.call, stored.revision), stored.note),
         stored.author, now}));
    SDC_CHECK(transaction.commit());
    return stored;
}

base::Result<core::WrapUp> WrapUps::find(const core::CallRef& call) {
    const std::string sql = std::string("SELECT ") + kWrapUpColumns +
                            " FROM wrap_ups w WHERE w.call_ref = $1 "
                            "ORDER BY w.revision DESC LIMIT 1";
    SDC_TRY(const auto row, database_.first(sql, {call}));
    if (!row) return base::Error{base::Errc::NotFound, "nobody wrote about this call yet"};
    return read_wrap_up(*row, 0, sealer_);
}

base::Result<std::vector<core::WrapUp>> WrapUps::revisions(const core::CallRef& call) {
    const std::string sql = std::string("SELECT ") + kWrapUpColumns +
                            " FROM wrap_ups w WHERE w.call_ref = $1 ORDER BY w.revision";
    SDC_TRY(const auto rows, database_.query(sql, {call}));
    std::vector<core::WrapUp> out;
    for (const auto& row : rows) {
        SDC_TRY(auto each, read_wrap_up(row, 0, sealer_));
        out.push_back(std::move(each));
    }
    return out;
}

} // namespace sangdam::store
