// SPDX-License-Identifier: MIT

#include "sip/registrar_desk.h"

#include "base/log.h"
#include "sip/read_message.h"
#include "sip/write_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr seconds kLongest = 1h;
constexpr seconds kUsual = 5min;

base::TimePoint now() { return std::chrono::steady_clock::now(); }

seconds asked_for(const sip_t* sip, const sip_contact_t* contact) {
    if (contact->m_expires != nullptr)
        return std::clamp(seconds{std::strtol(contact->m_expires, nullptr, 10)}, 0s, kLongest);
    if (sip->sip_expires == nullptr) return kUsual;
    const auto wanted = static_cast<std::int64_t>(sip->sip_expires->ex_delta);
    return std::min(seconds{wanted}, kLongest);
}

} // namespace

RegistrarDesk::Proof RegistrarDesk::prove(const sip_t* sip, std::string& user) {
    if (registrar_ == nullptr || sip == nullptr || sip->sip_request == nullptr) return Proof::None;
    const auto method = text_of(sip->sip_request->rq_method_name);
    for (const auto& claim : claims_of(sip)) {
        if (claim.realm != registrar_->realm()) continue;
        const auto secret = registrar_->secret_of(claim.username);
        if (!secret || !digest_matches(claim, method, *secret)) continue;
        // Only who knows the secret may move a nonce's counter.
        if (nonces_.use(claim, now()) != Nonces::Verdict::Good) return Proof::Stale;
        user = claim.username;
        return Proof::Good;
    }
    return Proof::None;
}

std::string RegistrarDesk::authenticated_user(const sip_t* sip) {
    std::string user;
    return prove(sip, user) == Proof::Good ? user : std::string{};
}

std::string RegistrarDesk::challenge(bool stale) {
    return challenge_text(registrar_ != nullptr ? registrar_->realm() : "sangdam",
                          nonces_.issue(context_.random.next(), context_.random.next(), now()),
                          stale);
}

void RegistrarDesk::on_register(const NuaEvent& event) {
    const Handle handle{event.handle};
    const auto* sip = event.sip;
    if (event.status >= 200 || sip == nullptr) return;
    const auto respond = [&](int status, const char* phrase) {
        nua_respond(handle.get(), status, phrase, NUTAG_WITH_THIS(context_.nua), TAG_END());
    };
    if (registrar_ == nullptr) return respond(SIP_403_FORBIDDEN);
    if (sip->sip_to == nullptr || sip->sip_to->a_url->url_user == nullptr)
        return respond(SIP_400_BAD_REQUEST);
    const auto user = percent_decoded(text_of(sip->sip_to->a_url->url_user));
    std::string proven;
    const auto proof = prove(sip, proven);
    if (proof != Proof::Good) {
        const auto text = challenge(proof == Proof::Stale);
        nua_respond(handle.get(), SIP_401_UNAUTHORIZED, NUTAG_WITH_THIS(context_.nua),
                    SIPTAG_WWW_AUTHENTICATE_STR(text.c_str()), TAG_END());
        return;
    }
    if (proven != user) return respond(SIP_403_FORBIDDEN);

    const bool before = bindings_.reachable(user);
    take_contacts(sip, user, source_of_current(context_.nua, sip).route());
    const auto contacts = contact_lines(user);
    nua_respond(handle.get(), SIP_200_OK, NUTAG_WITH_THIS(context_.nua),
                TAG_IF(!contacts.empty(), SIPTAG_CONTACT_STR(contacts.c_str())), TAG_END());
    tell_change(user, before);
    watch_expiry();
}

void RegistrarDesk::take_contacts(const sip_t* sip, const std::string& user,
                                  const std::string& route) {
    for (const auto* contact = sip->sip_contact; contact != nullptr; contact = contact->m_next) {
        const auto uri = text_of(contact->m_url);
        if (uri == "*") {
            if (sip->sip_expires != nullptr && sip->sip_expires->ex_delta == 0)
                bindings_.remove_all(user);
            return;
        }
        if (!is_sip_uri(uri)) continue;
        const auto lasts = asked_for(sip, contact);
        if (lasts == 0s) {
            bindings_.remove(user, uri);
            continue;
        }
        const auto agent =
            sip->sip_user_agent != nullptr ? text_of(sip->sip_user_agent->g_string) : std::string{};
        bindings_.put({user, uri, route, agent}, now() + lasts);
    }
}

std::string RegistrarDesk::contact_lines(const std::string& user) const {
    std::string lines;
    for (const auto& [binding, expires] : bindings_.with_expiry(user)) {
        const auto left = std::chrono::ceil<seconds>(expires - now());
        lines += fmt::format("{}<{}>;expires={}", lines.empty() ? "" : ", ", binding.contact,
                             left.count());
    }
    return lines;
}

void RegistrarDesk::tell_change(const std::string& user, bool before) {
    const bool after = bindings_.reachable(user);
    if (before == after || registrar_ == nullptr) return;
    base::log::info("sip", "{} is {}", user, after ? "reachable" : "gone");
    context_.later([this, user, after] {
        if (registrar_ != nullptr) registrar_->reachable_changed(user, after);
    });
}

void RegistrarDesk::watch_expiry() {
    const auto next = bindings_.next_expiry();
    if (!next) return expiry_.reset();
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - now());
    expiry_ = context_.thread.after(std::max(wait, 0ms), [this] {
        for (const auto& user : bindings_.expire(now())) tell_change(user, true);
        watch_expiry();
    });
}

void RegistrarDesk::drop(std::string_view user) {
    const bool before = bindings_.reachable(user);
    bindings_.remove_all(user);
    tell_change(std::string{user}, before);
    watch_expiry();
}

} // namespace sangdam::sip
