// SPDX-License-Identifier: MIT

#include "hublink/hub_customer_book.h"

#include "hublink/query_text.h"

namespace sangdam::hublink {
namespace {

constexpr std::chrono::milliseconds kSheetTime{60'000}; // A whole customer list in one exchange.

std::string path(const core::CustomerId& id, const char* below = "") {
    return "/v1/customers/" + api::path_piece(id.value) + below;
}

} // namespace

void HubCustomerBook::search(core::CustomerQuery query, core::PageAsked page,
                             core::Reply<core::Page<core::Customer>> done) {
    using By = core::CustomerQuery::By;
    const char* by = query.by == By::Number     ? "number"
                     : query.by == By::LastFour ? "last4"
                                                : "name";
    QueryText text;
    text.add(by, query.text).add(page);
    door_.ask(api::get("/v1/customers" + text.text()), &api::whole_page<core::Customer>,
              std::move(done));
}

void HubCustomerBook::find(core::CustomerId id, core::Reply<core::Customer> done) {
    door_.ask(api::get(path(id)), &api::record<core::Customer>, std::move(done));
}

void HubCustomerBook::unmask(core::CustomerId id, core::PersonalField field,
                             core::Reply<base::Done> done) {
    door_.ask(api::press("POST", path(id, "/unmask"), wire::to_json(wire::UnmaskRequest{field}),
                         door_.fresh_key()),
              &api::nothing, std::move(done));
}

void HubCustomerBook::unmask_caller(core::CallRef ref, core::Reply<base::Done> done) {
    door_.ask(api::press("POST", "/v1/calls/" + api::path_piece(ref.value) + "/unmask", {},
                         door_.fresh_key()),
              &api::nothing, std::move(done));
}

void HubCustomerBook::duplicates(core::PageAsked page,
                                 core::Reply<core::Page<core::Duplicates>> done) {
    door_.ask(api::get("/v1/duplicates" + QueryText().add(page).text()),
              &api::whole_page<core::Duplicates>, std::move(done));
}

void HubCustomerBook::merge(core::CustomerId kept, core::CustomerId gone,
                            core::Reply<core::Merge> done) {
    door_.ask(api::press("POST", path(kept, "/merge"),
                         wire::to_json(wire::MergeRequest{std::move(gone)}), door_.fresh_key()),
              &api::record<core::Merge>, std::move(done));
}

void HubCustomerBook::undo_merge(core::MergeId id, core::Reply<base::Done> done) {
    door_.ask(
        api::press("DELETE", "/v1/merges/" + api::path_piece(id.value), {}, door_.fresh_key()),
        &api::nothing, std::move(done));
}

void HubCustomerBook::preview_import(std::string csv, core::Reply<core::ImportPreview> done) {
    auto request = api::get("/v1/imports");
    request.method = "POST";
    request.headers.emplace_back("Content-Type: text/csv");
    request.body = std::move(csv);
    request.timeout = kSheetTime;
    door_.ask(std::move(request), &api::record<core::ImportPreview>, std::move(done));
}

void HubCustomerBook::import(core::ImportId id, core::KnownCustomers known,
                             core::Reply<core::ImportDone> done) {
    auto request = api::press("POST", "/v1/imports/" + api::path_piece(id.value),
                              wire::to_json(wire::ImportRequest{known}), door_.fresh_key());
    request.timeout = kSheetTime;
    door_.ask(std::move(request), &api::record<core::ImportDone>, std::move(done));
}

void HubCustomerBook::export_all(std::string reason, core::Reply<std::string> done) {
    auto request =
        api::press("POST", "/v1/exports", wire::to_json(wire::ExportRequest{std::move(reason)}),
                   door_.fresh_key());
    request.headers.front() = "Accept: text/csv";
    request.longest_body = wire::kMaxSheet;
    request.timeout = kSheetTime;
    door_.ask(std::move(request), &api::text, std::move(done));
}

} // namespace sangdam::hublink
