// SPDX-License-Identifier: MIT
//
// What src/sip says about SIP messages (RFC 3261) to the rest of the program: values, no stack.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::sip {

struct Header {
    std::string name;
    std::string value;
    friend bool operator==(const Header&, const Header&) = default;
};
using Headers = std::vector<Header>;

// The first one of that name, "" when there is none. Names compare without case (RFC 3261 §7.3.1).
std::string_view value_of(const Headers&, std::string_view name);

// A From, To or P-Asserted-Identity: display name and address.
struct Party {
    std::string display; // UTF-8, without the quotes; may be empty.
    std::string user;    // "01012345678"; percent-escapes resolved.
    std::string host;
    std::string uri; // As written, "sip:01012345678@192.0.2.1".
    friend bool operator==(const Party&, const Party&) = default;
};

// "Display" <sip:user@host> with everything quoted that needs it (RFC 3261 §25.1).
std::string name_addr(std::string_view display, std::string_view uri);

// Percent-encoding as in RFC 3986 §2.1, for header values that carry UTF-8. A broken escape stays
// as it came.
std::string percent_encoded(std::string_view text);
std::string percent_decoded(std::string_view text);

// "01012345678" of "sip:01012345678@192.0.2.1;user=phone"; empty: it names no user.
std::string user_of(std::string_view uri);

// True for text that may go into a message as it is: no control character, hence no line end that
// would begin a header of somebody else's choice.
bool safe_in_header(std::string_view text);

} // namespace sangdam::sip
