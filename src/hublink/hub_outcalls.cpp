// SPDX-License-Identifier: MIT

#include "hublink/hub_outcalls.h"

#include "hublink/hub_api.h"

namespace sangdam::hublink {
namespace {

std::string path(const core::CallRef& ref) { return "/v1/outcalls/" + api::path_piece(ref.value); }

} // namespace

void HubOutcalls::start(core::OutcallRequest request, core::Reply<core::OutcallRecord> done) {
    door_.ask(api::write("POST", "/v1/outcalls", wire::to_json(request), std::nullopt),
              &api::record<core::OutcallRecord>, std::move(done));
}

void HubOutcalls::cancel(core::CallRef ref, core::Reply<base::Done> done) {
    door_.ask(api::press("DELETE", path(ref), {}, door_.fresh_key()), &api::nothing,
              std::move(done));
}

void HubOutcalls::find(core::CallRef ref, core::Reply<core::OutcallRecord> done) {
    door_.ask(api::get(path(ref)), &api::record<core::OutcallRecord>, std::move(done));
}

} // namespace sangdam::hublink
