// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/call_keeper.h"
#include "hub/pick_up.h"

namespace sangdam::hub {
namespace {

void pick_up(Office& office, const Ask& ask, const Responder& responder) {
    office.pick_up.pull(
        core::CallRef(ask.parameter("call")), ask.viewer.agent,
        [responder](const std::optional<wire::Problem>& problem) {
            responder.answer(problem ? refuse(*problem) : HttpResponse{202, {}, {}, {}});
        });
}

} // namespace

std::vector<Route> queue_routes(Office& office) {
    return {
        {"GET", "/v1/queue", Access::SignedIn, Body::None,
         Handler([&office](const Ask&) -> base::Result<HttpResponse> {
             return json_answer(
                 200, wire::page_to_json<core::WaitingCall>({office.keeper.waiting(), {}}));
         })},
        {"POST", "/v1/queue/{call}/pickup", Access::SignedIn, Body::None,
         LateHandler([&office](const Ask& ask, const Responder& responder) {
             pick_up(office, ask, responder);
         })},
    };
}

} // namespace sangdam::hub
