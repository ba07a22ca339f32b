// SPDX-License-Identifier: MIT

#include "sip/read_message.h"

#include <sofia-sip/msg_header.h>
#include <sofia-sip/nta.h>
#include <sofia-sip/sip_extra.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace sangdam::sip {
namespace {

std::string unquoted(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string{text};
    text = text.substr(1, text.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

std::string parameter(const msg_param_t* parameters, const char* name) {
    return unquoted(text_of(msg_params_find(parameters, name)));
}

// nua's list of credentials is untyped beyond its first element; all are msg_auth_t.
const msg_auth_t* next_of(const msg_auth_t* auth) { return auth->au_next; }

void collect(const msg_auth_t* auth, std::vector<DigestClaim>& claims) {
    for (; auth != nullptr && claims.size() < 8; auth = next_of(auth)) {
        if (auth->au_params == nullptr) continue;
        const auto* p = auth->au_params;
        claims.push_back({parameter(p, "username="), parameter(p, "realm="), parameter(p, "nonce="),
                          parameter(p, "uri="), parameter(p, "response="), parameter(p, "qop="),
                          parameter(p, "nc="), parameter(p, "cnonce=")});
    }
}

std::optional<std::string> realm_in(const msg_auth_t* auth) {
    for (; auth != nullptr; auth = next_of(auth)) {
        const bool digest = text_of(auth->au_scheme).size() == 6; // "Digest", any case
        if (digest && auth->au_params != nullptr) {
            // Quotes stay: nua_authenticate() wants them.
            if (const char* realm = msg_params_find(auth->au_params, "realm="); realm != nullptr)
                return realm;
        }
    }
    return std::nullopt;
}

// Headers that the stack has no slot for in a sip_t; the extensions of RFC 3325 are among them.
std::string unknown_value(const sip_t* sip, std::string_view name) {
    Headers one;
    for (const auto* h = sip->sip_unknown; h != nullptr; h = h->un_next) {
        one.assign(1, {text_of(h->un_name), text_of(h->un_value)});
        if (const auto value = value_of(one, name); !value.empty()) return std::string{value};
    }
    return {};
}

template <class Header>
void add(Headers& out, const char* name, const Header* header) {
    if (header == nullptr) return;
    Home home;
    const auto* any = static_cast<const sip_header_t*>(static_cast<const void*>(header));
    if (const char* value = sip_header_as_string(home.get(), any); value != nullptr)
        out.push_back({name, value});
}

} // namespace

bool from_network(const sip_t* sip) { return sip != nullptr && nta_sip_is_internal(sip) == 0; }

std::string text_of(const url_t* url) {
    if (url == nullptr) return {};
    Home home;
    return text_of(url_as_string(home.get(), url));
}

std::string body_of(const sip_t* sip) {
    if (sip == nullptr || sip->sip_payload == nullptr || sip->sip_payload->pl_data == nullptr)
        return {};
    return {sip->sip_payload->pl_data, sip->sip_payload->pl_len};
}

Party party_of(const char* display, const url_t* url) {
    Party party;
    party.display = unquoted(text_of(display));
    if (url == nullptr) return party;
    party.user = percent_decoded(text_of(url->url_user));
    party.host = text_of(url->url_host);
    party.uri = text_of(url);
    return party;
}

std::optional<Party> asserted_of(const sip_t* sip) {
    Home home;
    const auto asserted = unknown_value(sip, "P-Asserted-Identity");
    if (const auto* id = sip_p_asserted_identity_make(home.get(), asserted.c_str());
        !asserted.empty() && id != nullptr)
        return party_of(id->paid_display, id->paid_url);
    const auto remote = unknown_value(sip, "Remote-Party-ID");
    if (const auto* id = sip_remote_party_id_make(home.get(), remote.c_str());
        !remote.empty() && id != nullptr)
        return party_of(id->rpid_display, id->rpid_url);
    return std::nullopt;
}

std::string reason_of(const sip_t* sip) {
    if (sip == nullptr) return {};
    const sip_reason_t* chosen = sip->sip_reason;
    for (const auto* reason = sip->sip_reason; reason != nullptr; reason = reason->re_next) {
        if (text_of(reason->re_protocol) == "SIP") {
            chosen = reason;
            break;
        }
    }
    if (chosen == nullptr) return {};
    Home home;
    const auto* any = static_cast<const sip_header_t*>(static_cast<const void*>(chosen));
    return text_of(sip_header_as_string(home.get(), any));
}

Headers headers_of(const sip_t* sip) {
    constexpr std::size_t kMost = 64;
    Headers out;
    add(out, "Call-Info", sip->sip_call_info);
    add(out, "Reason", sip->sip_reason);
    add(out, "User-Agent", sip->sip_user_agent);
    for (const auto* h = sip->sip_unknown; h != nullptr && out.size() < kMost; h = h->un_next)
        out.push_back({text_of(h->un_name), text_of(h->un_value)});
    return out;
}

std::vector<DigestClaim> claims_of(const sip_t* sip) {
    std::vector<DigestClaim> claims;
    collect(sip->sip_authorization, claims);
    collect(sip->sip_proxy_authorization, claims);
    return claims;
}

std::optional<std::string> realm_of_challenge(const sip_t* sip) {
    if (sip == nullptr) return std::nullopt;
    if (auto realm = realm_in(sip->sip_www_authenticate)) return realm;
    return realm_in(sip->sip_proxy_authenticate);
}

std::string Source::text() const {
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
           std::to_string(port);
}

std::string Source::route() const { return "sip:" + text() + ";transport=" + transport + ";lr"; }

Source source_of_current(nua_t* nua, const sip_t* sip) {
    Source source;
    const auto* message = nua_current_request(nua);
    if (message == nullptr) return source;
    if (auto* address = msg_addr(const_cast<msg_t*>(message)); address != nullptr) {
        std::array<char, SU_ADDRSIZE> text{};
        if (su_inet_ntop(address->su_family, SU_ADDR(address), text.data(), text.size()) != nullptr)
            source.host = text.data();
        source.port = ntohs(address->su_port);
    }
    if (sip->sip_via != nullptr) {
        const auto protocol = text_of(sip->sip_via->v_protocol);
        if (protocol == "SIP/2.0/TCP") source.transport = "tcp";
        if (protocol == "SIP/2.0/TLS") source.transport = "tls";
    }
    return source;
}

std::optional<int> sipfrag_status(const sip_t* sip) {
    constexpr std::string_view kVersion = "SIP/2.0 ";
    const auto body = body_of(sip);
    if (body.rfind(kVersion, 0) != 0 || body.size() < kVersion.size() + 3) return std::nullopt;
    int status = 0;
    for (std::size_t i = kVersion.size(); i < kVersion.size() + 3; ++i) {
        if (body[i] < '0' || body[i] > '9') return std::nullopt;
        status = status * 10 + (body[i] - '0');
    }
    return status >= 100 && status < 700 ? std::optional{status} : std::nullopt;
}

std::optional<ReferRequest> refer_request_of(const sip_t* sip) {
    if (sip == nullptr || sip->sip_refer_to == nullptr) return std::nullopt;
    Home home;
    auto* url = url_hdup(home.get(), sip->sip_refer_to->r_url);
    if (url == nullptr || (url->url_type != url_sip && url->url_type != url_sips))
        return std::nullopt;
    ReferRequest request;
    if (const std::string headers = text_of(url->url_headers); !headers.empty()) {
        // "Replaces=…" alone (RFC 3891 §4); anything else would let the far end write our headers.
        constexpr std::string_view kReplaces = "Replaces=";
        if (headers.rfind(kReplaces, 0) != 0 || headers.find('&') != std::string::npos)
            return std::nullopt;
        request.replaces = percent_decoded(headers.substr(kReplaces.size()));
        if (!safe_in_header(request.replaces)) return std::nullopt;
    }
    url->url_headers = nullptr;
    request.target = text_of(url);
    if (sip->sip_referred_by != nullptr)
        request.referred_by = "<" + text_of(sip->sip_referred_by->b_url) + ">";
    return request;
}

std::optional<char> digit_of(const sip_t* sip) {
    if (sip == nullptr || sip->sip_content_type == nullptr) return std::nullopt;
    const auto type = text_of(sip->sip_content_type->c_type);
    auto body = body_of(sip);
    if (type == "application/dtmf-relay") {
        const auto at = body.find("Signal=");
        if (at == std::string::npos) return std::nullopt;
        body.erase(0, at + 7);
    } else if (type != "application/dtmf") {
        return std::nullopt;
    }
    const auto first = body.find_first_not_of(" \t");
    if (first == std::string::npos) return std::nullopt;
    const char key = body[first];
    return std::string_view{"0123456789*#ABCD"}.find(key) != std::string_view::npos
               ? std::optional{key}
               : std::nullopt;
}

} // namespace sangdam::sip
