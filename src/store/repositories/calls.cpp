// SPDX-License-Identifier: MIT

#include "store/repositories/calls.h"

#include "core/number_text.h"
#include "store/sealed_field.h"

#include <string>

namespace sangdam::store {
namespace {

constexpr const char* kNumber = "calls.number";

} // namespace

const char* const kCallColumns =
    "c.ref, c.direction, c.number, c.customer, c.did, c.queue, c.agent, c.offered_at, "
    "c.queued_at, c.answered_at, c.ended_at, c.result, c.waited_s, c.talked_s";

base::Result<core::CallRecord> read_call(const Row& row, const Sealer& sealer) {
    core::CallRecord call;
    call.ref = row.id<core::CallRef>(0);
    call.direction = core::parse_direction(row.text(1)).value_or(core::Direction::Incoming);
    SDC_TRY(call.customer_number, unseal_number(sealer, kNumber, call.ref.value, row, 2));
    call.customer = row.id<core::CustomerId>(3);
    call.did = row.text(4);
    call.queue = row.text(5);
    call.agent = row.id<core::AgentId>(6);
    call.offered_at = row.time(7);
    call.queued_at = row.maybe_time(8);
    call.answered_at = row.maybe_time(9);
    call.ended_at = row.maybe_time(10);
    call.result = core::parse_call_result(row.text(11)).value_or(core::CallResult::Failed);
    call.waited = row.seconds(12);
    call.talked = row.seconds(13);
    return call;
}

base::Status Calls::put(const core::CallRecord& call) {
    return database_.run(
        "INSERT INTO calls (ref, direction, number, number_index, customer, did, queue, agent, "
        "offered_at, queued_at, answered_at, ended_at, result, waited_s, talked_s) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) "
        "ON CONFLICT (ref) DO UPDATE SET direction = excluded.direction, "
        "number = excluded.number, number_index = excluded.number_index, "
        "customer = excluded.customer, did = excluded.did, queue = excluded.queue, "
        "agent = excluded.agent, offered_at = excluded.offered_at, "
        "queued_at = excluded.queued_at, answered_at = excluded.answered_at, "
        "ended_at = excluded.ended_at, result = excluded.result, waited_s = excluded.waited_s, "
        "talked_s = excluded.talked_s",
        {call.ref, core::name(call.direction),
         seal_field(sealer_, kNumber, call.ref.value, core::number_text(call.customer_number)),
         number_index(sealer_, call.customer_number), call.customer, call.did, call.queue,
         call.agent, call.offered_at, call.queued_at, call.answered_at, call.ended_at,
         core::name(call.result), call.waited, call.talked});
}

base::Result<core::CallRecord> Calls::find(const core::CallRef& ref) {
    const std::string sql =
        std::string("SELECT ") + kCallColumns + " FROM calls c WHERE c.ref = $1";
    SDC_TRY(const auto row, database_.first(sql, {ref}));
    if (!row) return base::Error{base::Errc::NotFound, "there is no such call"};
    return read_call(*row, sealer_);
}

base::Result<std::vector<core::CallRecord>> Calls::open() {
    const std::string sql = std::string("SELECT ") + kCallColumns +
                            " FROM calls c WHERE c.ended_at IS NULL ORDER BY c.offered_at, c.ref";
    SDC_TRY(const auto rows, database_.query(sql));
    std::vector<core::CallRecord> out;
    for (const auto& row : rows) {
        SDC_TRY(auto call, read_call(row, sealer_));
        out.push_back(std::move(call));
    }
    return out;
}

base::Result<bool> Calls::claim(const core::CallRef& ref, const core::AgentId& agent,
                                base::WallTime now) {
    SDC_TRY(const auto rows,
            database_.query("UPDATE calls SET claimed_by = $2, claimed_at = $3 WHERE ref = $1 "
                            "AND (claimed_by IS NULL OR claimed_by = $2) "
                            "AND answered_at IS NULL AND ended_at IS NULL RETURNING ref",
                            {ref, agent, now}));
    return !rows.empty();
}

base::Result<core::AgentId> Calls::claimed_by(const core::CallRef& ref) {
    SDC_TRY(const auto row, database_.first("SELECT claimed_by FROM calls WHERE ref = $1", {ref}));
    return row ? row->id<core::AgentId>(0) : core::AgentId{};
}

base::Status Calls::release(const core::CallRef& ref, const core::AgentId& agent) {
    return database_.run("UPDATE calls SET claimed_by = NULL, claimed_at = NULL "
                         "WHERE ref = $1 AND claimed_by = $2",
                         {ref, agent});
}

base::Status Calls::put(const core::Attempt& attempt) {
    return database_.run(
        "INSERT INTO attempts (call_ref, agent, rang_at, ended_at, outcome) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (call_ref, rang_at, agent) "
        "DO UPDATE SET ended_at = excluded.ended_at, outcome = excluded.outcome",
        {attempt.call, attempt.agent, attempt.rang_at, attempt.ended_at, attempt.outcome});
}

base::Result<std::vector<core::Attempt>> Calls::attempts(const core::CallRef& ref) {
    SDC_TRY(const auto rows,
            database_.query("SELECT call_ref, agent, rang_at, ended_at, outcome FROM attempts "
                            "WHERE call_ref = $1 ORDER BY rang_at, agent",
                            {ref}));
    std::vector<core::Attempt> out;
    for (const auto& row : rows)
        out.push_back({row.id<core::CallRef>(0), row.id<core::AgentId>(1), row.time(2),
                       row.maybe_time(3), row.text(4)});
    return out;
}

} // namespace sangdam::store
