// SPDX-License-Identifier: MIT

#include "store/repositories/idempotency.h"

#include "store/sealed_field.h"

#include <algorithm>

namespace sangdam::store {
namespace {

constexpr const char* kBody = "first_answers.body";

constexpr const char* kRequest = "request";

std::string place(const core::AgentId& agent, const std::string& key) {
    return agent.value + '/' + key;
}

} // namespace

base::Result<std::optional<FirstAnswer>>
Idempotency::find(const core::AgentId& agent, const std::string& key, const std::string& request) {
    SDC_TRY(const auto row, database_.first("SELECT request, status, etag, body FROM first_answers "
                                            "WHERE agent = $1 AND idempotency_key = $2",
                                            {agent, key}));
    if (!row) return std::optional<FirstAnswer>{};
    // Also by an older key: the request itself is not kept, so that its hash is never made again.
    if (!std::ranges::count(sealer_.all_indexes(kRequest, request), Bytes{row->bytes(0)}))
        return base::Error{base::Errc::Conflict,
                           "this idempotency key was used for another request"};
    FirstAnswer answer{request, static_cast<int>(row->integer(1)), row->text(2), {}};
    SDC_TRY(answer.body, unseal_field(sealer_, kBody, place(agent, key), *row, 3));
    return std::optional<FirstAnswer>{std::move(answer)};
}

base::Status Idempotency::keep(const core::AgentId& agent, const std::string& key,
                               const FirstAnswer& answer, base::WallTime now) {
    return database_.run(
        "INSERT INTO first_answers (agent, idempotency_key, request, status, etag, body, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {agent, key, sealer_.index(kRequest, answer.request), answer.status, answer.etag,
         seal_field(sealer_, kBody, place(agent, key), answer.body), now});
}

base::Status Idempotency::prune(base::WallTime before) {
    return database_.run("DELETE FROM first_answers WHERE at < $1", {before});
}

} // namespace sangdam::store
