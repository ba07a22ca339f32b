// SPDX-License-Identifier: MIT

#include "hublink/hub_administration.h"

#include "hublink/query_text.h"

namespace sangdam::hublink {

void HubAdministration::settings(core::Reply<core::CentreSettings> done) {
    door_.ask(api::get("/v1/settings"), &api::record<core::CentreSettings>, std::move(done));
}

void HubAdministration::save(core::CentreSettings settings,
                             core::Reply<core::CentreSettings> done) {
    door_.ask(api::write("PUT", "/v1/settings", wire::to_json(settings), settings.revision),
              &api::record<core::CentreSettings>, std::move(done));
}

void HubAdministration::numbers(core::Reply<std::vector<core::OwnNumber>> done) {
    door_.ask(api::get("/v1/numbers"), &api::page<core::OwnNumber>, std::move(done));
}

void HubAdministration::save(core::OwnNumber number, core::Reply<core::OwnNumber> done) {
    door_.ask(api::write("PUT", "/v1/numbers/" + api::path_piece(number.key), wire::to_json(number),
                         number.revision),
              &api::record<core::OwnNumber>, std::move(done));
}

void HubAdministration::save(core::Category category, core::Reply<core::Category> done) {
    const auto body = wire::to_json(category);
    door_.ask(category.revision == 0
                  ? api::write("POST", "/v1/categories", body, std::nullopt)
                  : api::write("PUT", "/v1/categories/" + api::path_piece(category.id.value), body,
                               category.revision),
              &api::record<core::Category>, std::move(done));
}

void HubAdministration::save(core::WrapUpChoices choices, core::Reply<core::WrapUpChoices> done) {
    choices.categories.clear();
    door_.ask(
        api::write("PUT", "/v1/settings/wrap-up-choices", wire::to_json(choices), choices.revision),
        &api::record<core::WrapUpChoices>, std::move(done));
}

void HubAdministration::accounts(core::Reply<std::vector<core::Agent>> done) {
    door_.ask(api::get("/v1/agents?all=true"), &api::page<core::Agent>, std::move(done));
}

void HubAdministration::save(core::Agent agent, base::Secret password,
                             core::Reply<core::Agent> done) {
    const auto revision = agent.revision;
    const auto id = agent.id;
    const auto body = wire::to_json(wire::AccountRequest{std::move(agent), std::move(password)});
    door_.ask(revision == 0
                  ? api::write("POST", "/v1/agents", body, std::nullopt)
                  : api::write("PUT", "/v1/agents/" + api::path_piece(id.value), body, revision),
              &api::record<core::Agent>, std::move(done));
}

void HubAdministration::access_log(core::AccessQuery query, core::PageAsked page,
                                   core::Reply<core::Page<core::AccessRecord>> done) {
    QueryText text;
    text.add("agent", query.agent.value)
        .add("customer", query.customer.value)
        .add("action", query.action)
        .add("from", query.from)
        .add("until", query.until)
        .add(page);
    door_.ask(api::get("/v1/access-log" + text.text()), &api::whole_page<core::AccessRecord>,
              std::move(done));
}

} // namespace sangdam::hublink
