// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/roster.h"

namespace sangdam::hub {
namespace {

base::Result<HttpResponse> set_state(Office& office, const Ask& ask, const core::AgentId& agent) {
    SDC_TRY(const auto wish, wire::from_json<wire::StateRequest>(ask.request.body));
    if (wish.state != core::AgentState::Available && wish.state != core::AgentState::Away)
        return base::Error{base::Errc::BadInput,
                           "only available and away can be asked for; the rest follows the calls"};
    if (!office.roster.duty(agent)) return refuse(wire::code::kNotFound, "no such agent");
    if (!may_set_state_of(ask.viewer, agent)) return refuse(wire::code::kForbidden);
    // Who asks at a desktop sits at it, also when its event stream is still on its way back.
    if (agent == ask.viewer.agent) office.roster.signed_in(agent);
    office.roster.apply(agent, Asked{wish.state, wish.away_reason});
    SDC_TRY(const auto now, office.roster.find(agent));
    return answer(now);
}

} // namespace

std::vector<Route> agent_routes(Office& office) {
    return {
        {"GET", "/v1/me", Access::SignedIn, Body::None,
         Handler([&office](const Ask& ask) -> base::Result<HttpResponse> {
             SDC_TRY(const auto me, office.roster.find(ask.viewer.agent));
             return answer(me);
         })},
        {"PUT", "/v1/me/state", Access::SignedIn, Body::Json,
         Handler([&office](const Ask& ask) { return set_state(office, ask, ask.viewer.agent); })},
        {"GET", "/v1/agents", Access::SignedIn, Body::None,
         Handler([&office](const Ask&) -> base::Result<HttpResponse> {
             return json_answer(200, wire::page_to_json<core::Agent>({office.roster.all(), {}}));
         })},
        {"PUT", "/v1/agents/{agent}/state", Access::SignedIn, Body::Json,
         Handler([&office](const Ask& ask) {
             return set_state(office, ask, core::AgentId(ask.parameter("agent")));
         })},
    };
}

} // namespace sangdam::hub
