// SPDX-License-Identifier: MIT
//
// Which port, and which of this machine's addresses. Call thread. For src/sip's .cpp files only.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sangdam::sip {

// A port that is free for every transport wanted; `port` itself unless that is 0. Unavailable: it
// is taken. BadInput: not a numeric address of this machine.
base::Result<std::uint16_t> free_port(const std::string& address, std::uint16_t port, bool udp,
                                      bool tcp);

// `bound`, or for a wildcard the address that the route towards that host (or SIP URI) starts from.
// Asks nobody: a name that is no numeric address counts as far away.
std::string local_address_towards(const std::string& bound, std::string_view towards);

} // namespace sangdam::sip
