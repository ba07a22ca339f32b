// SPDX-License-Identifier: MIT

#include "hublink/hub_callbacks.h"

#include "hublink/query_text.h"

namespace sangdam::hublink {
namespace {

constexpr auto kRead = &api::record<core::Callback>;

std::string path(const core::CallbackId& id, const char* below = "") {
    return "/v1/callbacks/" + api::path_piece(id.value) + below;
}

} // namespace

void HubCallbacks::list(core::CallbackQuery query, core::PageAsked page,
                        core::Reply<core::Page<core::Callback>> done) {
    QueryText text;
    text.add("scope", core::name(query.scope))
        .add("status", query.status ? core::name(*query.status) : "any")
        .add("from", query.from)
        .add("until", query.until)
        .add("customer", query.customer.value)
        .add(page);
    door_.ask(api::get("/v1/callbacks" + text.text()), &api::whole_page<core::Callback>,
              std::move(done));
}

void HubCallbacks::find(core::CallbackId id, core::Reply<core::Callback> done) {
    door_.ask(api::get(path(id)), kRead, std::move(done));
}

void HubCallbacks::save(core::Callback callback, core::Reply<core::Callback> done) {
    const auto body = wire::to_json(callback);
    door_.ask(callback.revision == 0
                  ? api::write("POST", "/v1/callbacks", body, std::nullopt)
                  : api::write("PUT", path(callback.id), body, callback.revision),
              kRead, std::move(done));
}

// Each press is a wish of its own: the same time asked for twice is not the retry of the first.
void HubCallbacks::snooze(core::CallbackId id, base::WallTime until,
                          core::Reply<core::Callback> done) {
    door_.ask(api::press("PUT", path(id, "/snooze"), wire::to_json(wire::SnoozeRequest{until}),
                         door_.fresh_key()),
              kRead, std::move(done));
}

void HubCallbacks::finish(core::CallbackId id, core::CallbackStatus status,
                          std::optional<std::string> note, core::Reply<core::Callback> done) {
    door_.ask(api::press("PUT", path(id, "/status"),
                         wire::to_json(wire::FinishRequest{status, std::move(note)}),
                         door_.fresh_key()),
              kRead, std::move(done));
}

void HubCallbacks::reassign(core::CallbackId id, core::AgentId to,
                            core::Reply<core::Callback> done) {
    door_.ask(api::press("PUT", path(id, "/assignee"),
                         wire::to_json(wire::ReassignRequest{std::move(to)}), door_.fresh_key()),
              kRead, std::move(done));
}

} // namespace sangdam::hublink
