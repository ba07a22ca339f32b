// SPDX-License-Identifier: MIT
//
// Which route a request means. Pure. Patterns are written as in openapi.yaml:
// "/v1/calls/{call}/wrap-up"; where a literal and a parameter both fit, the literal wins.
#pragma once

#include "hub/http.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sangdam::hub {

using PathParameters = std::map<std::string, std::string, std::less<>>;

struct RouteFound {
    std::size_t route; // As add() numbered it.
    PathParameters parameters;
};
struct NoSuchPath {};
struct WrongMethod {
    std::string allowed; // For the Allow header (RFC 9110 §10.2.1).
};
using RouteMatch = std::variant<RouteFound, NoSuchPath, WrongMethod>;

class Router {
public:
    std::size_t add(std::string method, std::string_view pattern); // 0, 1, 2 …
    RouteMatch match(std::string_view method, const std::vector<std::string>& segments) const;

private:
    struct Entry {
        std::string method;
        std::vector<std::string> segments; // "{name}" is a parameter.
    };
    std::vector<Entry> entries_;
};

// What an id in a path may look like (openapi.yaml, Id); anything else was never handed out.
bool is_id(std::string_view);

} // namespace sangdam::hub
