// SPDX-License-Identifier: MIT
//
// From our values to what the stack takes. For src/sip's .cpp files only.
#pragma once

#include "sip/message.h"

#include <string>
#include <string_view>

namespace sangdam::sip {

bool is_sip_uri(std::string_view text); // sip: or sips:, with a host, safe in a header.

// "Name: value\r\nName: value": unsafe ones (line ends, names that are no token) are left out and
// logged, so that nobody's display name becomes a header.
std::string header_lines(const Headers&);

} // namespace sangdam::sip
