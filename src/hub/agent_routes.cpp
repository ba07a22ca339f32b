// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/roster.h"

#include <algorithm>

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

base::Result<HttpResponse> show_number(Office& office, const Ask& ask) {
    SDC_TRY(const auto wish, wire::from_json<wire::ShownNumberRequest>(ask.request.body));
    const auto& me = ask.viewer.agent;
    SDC_TRY(const auto mine, office.store.settings.numbers_of(me, office.clock.wall()));
    if (std::ranges::count(mine, wish.number, &core::OwnNumber::key) == 0)
        return refuse(wire::code::kNotApproved, "number: is none of your approved numbers");
    SDC_CHECK(office.store.agents.show(me, wish.number));
    office.roster.show_number(me, wish.number);
    SDC_TRY(const auto now, office.roster.find(me));
    return answer(now);
}

base::Result<HttpResponse> extend_wrap_up(Office& office, const Ask& ask) {
    auto wanted = office.roster.extend_wrap_up(ask.viewer.agent);
    if (!wanted && wanted.error().code == base::Errc::Conflict)
        return refuse(wire::code::kNoExtension, wanted.error().what);
    if (!wanted) return wanted.error();
    return answer(*wanted);
}

// Everybody who works here; for administrators with those who have left.
base::Result<HttpResponse> agents(Office& office, const Ask& ask) {
    const bool all = ask.target.value("all") == "true";
    if (all && !administers(ask.viewer)) return refuse(wire::code::kForbidden);
    auto agents = office.roster.all();
    if (all) {
        SDC_TRY(auto everybody, office.store.agents.everybody());
        for (auto& each : everybody)
            if (!each.enabled) agents.push_back(std::move(each));
    }
    return json_answer(200, wire::page_to_json<core::Agent>({std::move(agents), {}}));
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
        {"PUT", "/v1/me/number", Access::SignedIn, Body::Json,
         Handler([&office](const Ask& ask) { return show_number(office, ask); })},
        {"POST", "/v1/me/wrap-up-extension", Access::SignedIn, Body::None,
         Handler([&office](const Ask& ask) { return extend_wrap_up(office, ask); })},
        {"GET", "/v1/agents", Access::SignedIn, Body::None,
         Handler([&office](const Ask& ask) { return agents(office, ask); })},
        {"PUT", "/v1/agents/{agent}/state", Access::SignedIn, Body::Json,
         Handler([&office](const Ask& ask) {
             return set_state(office, ask, core::AgentId(ask.parameter("agent")));
         })},
    };
}

} // namespace sangdam::hub
