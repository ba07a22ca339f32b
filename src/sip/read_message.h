// SPDX-License-Identifier: MIT
//
// From the stack's messages to our values. Every pointer in a sip_t may be null: what a stranger
// leaves out must not end the program. For src/sip's .cpp files only.
#pragma once

#include "sip/digest.h"
#include "sip/endpoint.h"
#include "sip/message.h"
#include "sip/sofia.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::sip {

// False for what the stack makes up itself: its own 408 after silence, its 503 without a way.
bool from_network(const sip_t*);
std::string text_of(const url_t*);
std::string body_of(const sip_t*);
Party party_of(const char* display, const url_t*);
std::optional<Party> asserted_of(const sip_t*);
std::string reason_of(const sip_t*); // Of all Reason headers, the one that speaks SIP's codes.
Headers headers_of(const sip_t*);    // Those that the stack does not take for itself.
std::vector<DigestClaim> claims_of(const sip_t*); // Authorization and Proxy-Authorization.
std::optional<std::string> realm_of_challenge(const sip_t*);

struct Source {
    std::string host;
    std::uint16_t port = 0;
    std::string transport = "udp";

    std::string text() const;  // "192.0.2.1:5060", "[2001:db8::1]:5060"
    std::string route() const; // "sip:192.0.2.1:5060;transport=udp;lr"
};
// Of the request that nua is just telling about.
Source source_of_current(nua_t*, const sip_t*);

// Status in a message/sipfrag body, "SIP/2.0 200 OK" (RFC 3420).
std::optional<int> sipfrag_status(const sip_t*);

// What a REFER asks for. Nothing: no sip: address, or one that hides more than a Replaces.
std::optional<ReferRequest> refer_request_of(const sip_t*);

// The user's key in an INFO body: application/dtmf-relay ("Signal=5") or application/dtmf ("5").
std::optional<char> digit_of(const sip_t*);

} // namespace sangdam::sip
