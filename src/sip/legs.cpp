// SPDX-License-Identifier: MIT

#include "sip/legs.h"

#include "base/log.h"
#include "sip/leg.h"
#include "sip/read_message.h"
#include "sip/write_message.h"

#include <utility>

namespace sangdam::sip {
namespace {
// Far above what a centre's switch carries; below what a flood of INVITEs could eat.
constexpr std::size_t kMaxLegs = 1024;
} // namespace

Legs::Legs(StackContext& context, RegistrarDesk& registrar)
    : context_(context), registrar_(registrar) {}

Legs::~Legs() = default;

void Legs::offered(const NuaEvent& event) {
    Handle handle{event.handle};
    if (event.status >= 200 || event.sip == nullptr) return; // nua refused it by itself.
    if (listener_ == nullptr || legs_.size() >= kMaxLegs) {
        nua_respond(event.handle, SIP_480_TEMPORARILY_UNAVAILABLE, TAG_END());
        return;
    }
    const auto* sip = event.sip;
    IncomingLeg in;
    in.leg = LegId{next_++};
    in.received = std::chrono::steady_clock::now();
    if (sip->sip_request != nullptr) {
        in.request_uri = text_of(sip->sip_request->rq_url);
        in.request_user = percent_decoded(text_of(sip->sip_request->rq_url->url_user));
    }
    if (sip->sip_from != nullptr)
        in.from = party_of(sip->sip_from->a_display, sip->sip_from->a_url);
    if (sip->sip_to != nullptr) in.to = party_of(sip->sip_to->a_display, sip->sip_to->a_url);
    in.asserted = asserted_of(sip);
    if (sip->sip_call_id != nullptr) in.call_id = text_of(sip->sip_call_id->i_id);
    in.sdp = body_of(sip);
    in.headers = headers_of(sip);
    in.source = source_of_current(context_.nua, sip).text();
    in.authenticated = registrar_.authenticated_user(sip);

    if (sip->sip_replaces != nullptr) {
        in.replaces = replaced_by(sip->sip_replaces);
        if (!in.replaces) { // RFC 3891 §3
            nua_respond(event.handle, SIP_481_NO_TRANSACTION, TAG_END());
            return;
        }
    }

    auto leg = std::make_unique<Leg>(*this, in.leg, Leg::State::Offered);
    nua_handle_bind(event.handle, leg.get());
    Leg::take_referrals(event.handle);
    leg->adopt(std::move(handle));
    leg->set_late_offer(in.sdp.empty());
    leg->learn_dialog(sip);
    leg->watch_session(sip);
    legs_.emplace(in.leg, std::move(leg));
    base::log::debug("sip", "leg {}: INVITE received at {} ns from {}",
                     static_cast<std::uint64_t>(in.leg), in.received.time_since_epoch().count(),
                     in.source);
    listener_->leg_offered(in);
}

// Only a dialog that is up can be taken over: one that rings here was begun by somebody else, and
// RFC 3891 §3 forbids to answer it by this door.
std::optional<LegId> Legs::replaced_by(const sip_replaces_t* replaces) const {
    for (const auto& [id, leg] : legs_) {
        const auto& dialog = leg->dialog();
        if (leg->up() && dialog.call_id == text_of(replaces->rp_call_id) &&
            dialog.local_tag == text_of(replaces->rp_to_tag) &&
            dialog.remote_tag == text_of(replaces->rp_from_tag) && replaces->rp_early_only == 0)
            return id;
    }
    return std::nullopt;
}

base::Result<LegId> Legs::invite(OutgoingLeg call) {
    if (!is_sip_uri(call.target))
        return base::Error{base::Errc::BadInput, "not a SIP address that can be called"};
    if (!call.from_uri.empty() && !is_sip_uri(call.from_uri))
        return base::Error{base::Errc::BadInput, "not a SIP address to call from"};
    if (!call.route.empty() && !is_sip_uri(call.route))
        return base::Error{base::Errc::BadInput, "not a SIP address to route by"};
    if (!safe_in_header(call.replaces) || !safe_in_header(call.referred_by))
        return base::Error{base::Errc::BadInput, "not a call that can be replaced"};
    if (legs_.size() >= kMaxLegs)
        return base::Error{base::Errc::Unavailable, "too many calls at once"};

    const auto id = LegId{next_++};
    auto leg = std::make_unique<Leg>(*this, id, Leg::State::Calling);
    const auto to = name_addr({}, call.target);
    const auto from = name_addr(call.from_display, call.from_uri);
    Handle handle{nua_handle(
        context_.nua, leg.get(), NUTAG_URL(call.target.c_str()), SIPTAG_TO_STR(to.c_str()),
        TAG_IF(!call.from_uri.empty(), SIPTAG_FROM_STR(from.c_str())), TAG_END())};
    if (!handle) return base::Error{base::Errc::BadInput, "the SIP stack refuses this address"};
    const auto extra = header_lines(call.headers);
    Leg::take_referrals(handle.get());
    nua_invite(handle.get(), TAG_IF(!call.route.empty(), NUTAG_PROXY(call.route.c_str())),
               SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(call.sdp.c_str()),
               TAG_IF(!call.replaces.empty(), SIPTAG_REPLACES_STR(call.replaces.c_str())),
               TAG_IF(!call.referred_by.empty(), SIPTAG_REFERRED_BY_STR(call.referred_by.c_str())),
               TAG_IF(!extra.empty(), SIPTAG_HEADER_STR(extra.c_str())), TAG_END());
    leg->said(call.sdp);
    leg->adopt(std::move(handle));
    leg->set_credentials(std::move(call.credentials));
    legs_.emplace(id, std::move(leg));
    return id;
}

Leg* Legs::find(LegId id) {
    const auto found = legs_.find(id);
    return found == legs_.end() ? nullptr : found->second.get();
}

void Legs::challenge(LegId id) {
    if (auto* leg = find(id)) leg->respond_407(registrar_.challenge(false));
}

void Legs::finish(LegId id, Ending ending) {
    const auto found = legs_.find(id);
    if (found == legs_.end()) return;
    const auto leg = std::move(found->second); // Lives until the listener has been told.
    legs_.erase(found);
    if (listener_ != nullptr) listener_->leg_ended(id, ending);
}

void Legs::end_all() {
    for (auto& [id, leg] : legs_) leg->bye({});
}

} // namespace sangdam::sip
