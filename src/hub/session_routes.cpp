// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/sign_in.h"

namespace sangdam::hub {
namespace {

void post_session(Office& office, const Ask& ask, const Responder& responder) {
    auto request = wire::from_json<wire::SessionRequest>(ask.request.body);
    if (!request) return responder.answer(refuse(request.error()));
    office.sign_in.sign_in(std::move(request).value(), ask.request.from,
                           [responder](const SignIn::Outcome& outcome) {
                               if (const auto* granted = std::get_if<wire::SessionAnswer>(&outcome))
                                   responder.answer(answer(*granted, 201));
                               else
                                   responder.answer(refuse(std::get<wire::Problem>(outcome)));
                           });
}

} // namespace

std::vector<Route> session_routes(Office& office) {
    return {
        {"POST", "/v1/session", Access::Anyone, Body::Json,
         LateHandler([&office](const Ask& ask, const Responder& responder) {
             post_session(office, ask, responder);
         })},
        {"DELETE", "/v1/session", Access::SignedIn, Body::None,
         Handler([&office](const Ask& ask) -> base::Result<HttpResponse> {
             SDC_CHECK(office.sign_in.sign_out(ask.token, ask.viewer.agent));
             return no_content();
         })},
    };
}

} // namespace sangdam::hub
