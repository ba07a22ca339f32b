// SPDX-License-Identifier: MIT
//
// From what a person types to what goes into a SIP message, and back from SIP's codes to why a call
// ended. Pure.
#pragma once

#include "base/result.h"
#include "core/call.h"
#include "sip/endpoint.h"

#include <string>
#include <string_view>

namespace sangdam::phone {

// A registrar taken apart: "sip:pbx.example:5060;transport=tcp", "pbx.example", "localhost:5060".
struct Registrar {
    std::string host_port; // "pbx.example:5060"; localhost becomes 127.0.0.1.
    sip::Transport transport = sip::Transport::Udp;

    bool secure() const { return transport == sip::Transport::Tls; }
    std::string uri() const; // "sip:pbx.example:5060;transport=tcp"
    std::string uri_of(std::string_view user) const;
    std::string host() const; // Without port and brackets.
};
// `otherwise`: the transport when the text names none. BadInput: no host in it.
base::Result<Registrar> parse_registrar(std::string_view text, sip::Transport otherwise);

// The request URI for a number, an extension, user@host or a sip: URI. BadInput: none of these.
base::Result<std::string> request_uri(std::string_view target, const Registrar&);

// Is it on this machine? Then the phone need not listen on the network.
bool is_loopback(std::string_view host);

core::EndCause end_cause(core::Direction, const sip::Ending&);

} // namespace sangdam::phone
