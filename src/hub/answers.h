// SPDX-License-Identifier: MIT
//
// Answers of the API and the small things every route reads from a request. Pure, but for
// answer_once(), which is how every write is done: on the hub's strand.
#pragma once

#include "hub/change.h"
#include "hub/office.h"
#include "hub/route.h"
#include "wire/json.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace sangdam::hub {

HttpResponse refuse(const wire::Problem&);
HttpResponse refuse(std::string_view code, std::string detail = {});
HttpResponse refuse(const base::Error&);
HttpResponse json_answer(int status, std::string body);
HttpResponse no_content();
// With the revision as ETag, quoted (RFC 9110 §8.8.3).
HttpResponse revised_answer(int status, std::string body, std::int64_t revision);
// 409 with the newer record.
HttpResponse revision_conflict(std::string current);

template <wire::Record T>
HttpResponse answer(const T& record, int status = 200) {
    return json_answer(status, wire::to_json(record));
}

bool is_json(const HttpRequest&); // By its Content-Type.

// The revision that was edited; nothing without the header. BadInput: not one quoted number.
base::Result<std::optional<std::int64_t>> if_match(const HttpRequest&);

struct PageAsked {
    std::string after;
    int limit = 50;
};
base::Result<PageAsked> page_asked(const Target&); // BadInput

// Does `work` and keeps its answer under the request's Idempotency-Key, in one change; a retry
// gets that answer and nothing is done. `then` runs after the commit, the first time only.
base::Result<HttpResponse>
answer_once(Office&, const Ask&, const std::function<base::Result<HttpResponse>(Change&)>& work,
            const std::function<void()>& then = {});

} // namespace sangdam::hub
