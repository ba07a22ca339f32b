// SPDX-License-Identifier: MIT
//
// One HTTP request and its answer as values (RFC 9110), so that routes are functions and know no
// socket. The server that reads and writes them is http_server.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::hub {

struct HttpRequest {
    std::string method;
    std::string target; // As on the request line; router.h takes it apart.
    std::vector<std::pair<std::string, std::string>> headers; // Names in lower case.
    std::string body;
    std::string from; // Address of the client.

    // The first one of that name (lower case); empty when there is none.
    std::string_view header(std::string_view name) const;
    bool has_header(std::string_view name) const;
};

struct HttpResponse {
    int status = 200;
    std::string type; // Content-Type; empty: no body.
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// Path and query of a request target (RFC 3986 §3.3, §3.4), percent-decoded per segment and value,
// so that an encoded slash stays inside its segment.
struct Target {
    std::vector<std::string> segments; // "/v1/me" -> "v1", "me"
    std::vector<std::pair<std::string, std::string>> query;

    std::optional<std::string> value(std::string_view name) const;
};
// Empty: not a path we could have meant – a broken escape, a NUL byte, no leading slash.
std::optional<Target> parse_target(std::string_view);

} // namespace sangdam::hub
