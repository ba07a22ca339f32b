// SPDX-License-Identifier: MIT
//
// Administrators make, change and close the accounts of agents (고시 5조: one account per person,
// rights no wider than the task, changed without delay; each change is noted).

#include "base/log.h"
#include "hub/answers.h"
#include "hub/roster.h"
#include "hub/sign_in.h"
#include "store/password.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using core::Agent;
constexpr std::size_t kShortestPassword = 8; // As `sangdam-hub admin` wants it.

base::Status check(Office& office, const wire::AccountRequest& typed) {
    if (typed.password.reveal().empty() ? typed.agent.revision == 0
                                        : typed.password.reveal().size() < kShortestPassword)
        return base::Error{Errc::BadInput, "password: must have at least 8 characters"};
    SDC_TRY(const auto own, office.store.settings.numbers());
    for (const auto& key : typed.agent.numbers)
        if (std::ranges::count(own, key, &core::OwnNumber::key) == 0)
            return base::Error{Errc::BadInput, "numbers: " + key + " is not the centre's"};
    return base::Done{};
}

base::Status note(Office& office, const Ask& ask, const Agent& agent) {
    std::string detail = "account: " + agent.id.value + ' ';
    detail += core::name(agent.role);
    if (!agent.enabled) detail += " closed";
    return office.store.access_log.append(
        {office.clock.wall(), ask.viewer.agent, ask.request.from, "administer", {}, detail});
}

base::Status store_account(Office& office, const wire::AccountRequest& typed,
                           const std::string& hash, Agent& stored) {
    auto& agents = office.store.agents;
    if (typed.agent.revision == 0) {
        const auto sip = store::new_token();
        SDC_CHECK(agents.add(typed.agent, hash, sip, office.clock.wall()));
        SDC_TRY(stored, agents.find(typed.agent.id));
        return base::Done{};
    }
    SDC_TRY(stored, agents.edit(typed.agent));
    if (!hash.empty()) SDC_CHECK(agents.set_password(typed.agent.id, hash));
    return base::Done{};
}

// On the strand, when the password is hashed.
base::Result<HttpResponse> save(Office& office, const Ask& ask, const wire::AccountRequest& typed,
                                const std::string& hash) {
    const bool fresh = typed.agent.revision == 0;
    Agent stored;
    return answer_once(
        office, ask,
        [&](Change& change) -> base::Result<HttpResponse> {
            const auto done = store_account(office, typed, hash, stored);
            if (!done && fresh && done.error().code == Errc::Conflict)
                return refuse(wire::code::kExists, "login or extension is taken");
            if (!done && done.error().code == Errc::Conflict) {
                SDC_TRY(const auto now, office.store.agents.find(typed.agent.id));
                return revision_conflict(wire::to_json(now));
            }
            if (!done && done.error().code == Errc::BadInput)
                return refuse(wire::code::kExists, done.error().what);
            if (!done) return done.error();
            SDC_CHECK(note(office, ask, stored));
            SDC_CHECK(change.tell(core::SettingsChanged{}));
            // A closed account and a new password end the session at once.
            if (!stored.enabled || (!fresh && !hash.empty()))
                SDC_CHECK(office.store.sessions.close_all(stored.id));
            return revised_answer(fresh ? 201 : 200, wire::to_json(stored), stored.revision);
        },
        [&] {
            if (!stored.enabled) office.roster.apply(stored.id, SignedOut{});
            if (!stored.enabled || (!fresh && !hash.empty()))
                office.feed.close_streams_of(stored.id);
            if (const auto loaded = office.roster.load(); !loaded)
                base::log::error("hub", "the roster is older than the database: {}",
                                 loaded.error().what);
            office.roster.tell_switch();
        });
}

// Hashing takes 50 ms: not on the strand that answers everybody.
void write(Office& office, Ask ask, const Responder& responder, bool fresh) {
    if (!administers(ask.viewer)) return responder.answer(refuse(wire::code::kForbidden));
    auto typed = wire::from_json<wire::AccountRequest>(ask.request.body);
    const auto revision = if_match(ask.request);
    if (!typed) return responder.answer(refuse(typed.error()));
    if (!revision) return responder.answer(refuse(revision.error()));
    auto& agent = typed->agent;
    if (*revision) agent.revision = **revision;
    if (fresh) {
        agent.revision = 0;
        if (agent.id.empty())
            agent.id = core::AgentId(base::uuid_v7(office.clock.wall(), office.random));
    } else {
        agent.id = core::AgentId(ask.parameter("agent"));
        const auto there = office.store.agents.find(agent.id);
        if (!there) return responder.answer(refuse(there.error()));
        if (agent.revision == 0) return responder.answer(revision_conflict(wire::to_json(*there)));
    }
    if (const auto good = check(office, *typed); !good)
        return responder.answer(refuse(good.error()));
    office.sign_in.hash(typed->password, [&office, ask = std::move(ask), responder,
                                          typed = *typed](const base::Result<std::string>& hash) {
        if (!hash) return responder.answer(refuse(hash.error()));
        auto response = save(office, ask, typed, *hash);
        responder.answer(response ? std::move(response).value() : refuse(response.error()));
    });
}

} // namespace

std::vector<Route> account_routes(Office& office) {
    using enum Access;
    return {
        {"POST", "/v1/agents", SignedIn, Body::Json,
         LateHandler([&office](Ask ask, const Responder& responder) {
             write(office, std::move(ask), responder, true);
         })},
        {"PUT", "/v1/agents/{agent}", SignedIn, Body::Json,
         LateHandler([&office](Ask ask, const Responder& responder) {
             write(office, std::move(ask), responder, false);
         })},
    };
}

} // namespace sangdam::hub
