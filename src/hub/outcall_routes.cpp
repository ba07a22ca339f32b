// SPDX-License-Identifier: MIT
//
// Outgoing calls in two legs (guide S10–S12).

#include "base/match.h"
#include "hub/answers.h"
#include "hub/outcall_desk.h"

namespace sangdam::hub {
namespace {

HttpResponse told(const OutcallDesk::Outcome& outcome, int status) {
    return std::visit(
        base::Match{[&](const core::OutcallRecord& call) { return answer(call, status); },
                    [](const wire::Problem& problem) { return refuse(problem); }},
        outcome);
}

void start(Office& office, const Ask& ask, const Responder& responder) {
    auto request = wire::from_json<core::OutcallRequest>(ask.request.body);
    if (!request) return responder.answer(refuse(request.error()));
    if (request->ref.empty())
        request->ref = core::CallRef(base::uuid_v7(office.clock.wall(), office.random));
    office.outcalls.start(
        std::move(request).value(), ask.viewer, ask.request.from,
        [responder](const OutcallDesk::Outcome& outcome) { responder.answer(told(outcome, 201)); });
}

} // namespace

std::vector<Route> outcall_routes(Office& office) {
    using enum Access;
    return {
        {"POST", "/v1/outcalls", SignedIn, Body::Json,
         LateHandler([&office](const Ask& ask, const Responder& responder) {
             start(office, ask, responder);
         })},
        {"GET", "/v1/outcalls/{call}", SignedIn, Body::None,
         Handler([&office](const Ask& ask) -> base::Result<HttpResponse> {
             return told(office.outcalls.find(core::CallRef(ask.parameter("call")), ask.viewer),
                         200);
         })},
        {"DELETE", "/v1/outcalls/{call}", SignedIn, Body::None,
         Handler([&office](const Ask& ask) -> base::Result<HttpResponse> {
             const auto refused =
                 office.outcalls.cancel(core::CallRef(ask.parameter("call")), ask.viewer);
             return refused ? refuse(*refused) : no_content();
         })},
    };
}

} // namespace sangdam::hub
