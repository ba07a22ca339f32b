// SPDX-License-Identifier: MIT

#include "hublink/hub_call_log.h"

#include "hublink/query_text.h"

namespace sangdam::hublink {

void HubCallLog::calls(core::CallQuery query, core::PageAsked page,
                       core::Reply<core::Page<core::HistoryEntry>> done) {
    QueryText text;
    text.add("scope", core::name(query.scope))
        .add("show", core::name(query.filter))
        .add("direction", query.direction ? core::name(*query.direction) : "")
        .add("from", query.from)
        .add("until", query.until)
        .add("customer", query.customer.value)
        .add("q", query.search)
        .add(page);
    door_.ask(api::get("/v1/calls" + text.text()), &api::whole_page<core::HistoryEntry>,
              std::move(done));
}

void HubCallLog::of_customer(core::CustomerId id, core::PageAsked page,
                             core::Reply<core::Page<core::HistoryEntry>> done) {
    door_.ask(api::get("/v1/customers/" + api::path_piece(id.value) + "/history" +
                       QueryText().add(page).text()),
              &api::whole_page<core::HistoryEntry>, std::move(done));
}

void HubCallLog::attempts(core::CallRef ref, core::Reply<std::vector<core::Attempt>> done) {
    door_.ask(api::get("/v1/calls/" + api::path_piece(ref.value) + "/attempts"),
              &api::page<core::Attempt>, std::move(done));
}

void HubCallLog::board(core::Reply<core::Board> done) {
    door_.ask(api::get("/v1/board"), &api::record<core::Board>, std::move(done));
}

} // namespace sangdam::hublink
