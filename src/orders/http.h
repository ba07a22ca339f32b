// SPDX-License-Identifier: MIT
//
// What this module needs from an HTTP client. Implemented over net/http_thread.h by the composition
// root, and by the stand-in directly in tests.
#pragma once

#include "base/result.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::orders {

struct HttpAsk {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::chrono::milliseconds timeout{30'000};
};

struct HttpReply {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers; // Names in lower case.
    std::string body;

    std::string_view header(std::string_view name) const { // Empty: there is none.
        for (const auto& [each, value] : headers)
            if (each == name) return value;
        return {};
    }
};

class Http {
public:
    virtual ~Http() = default;
    // On the hub's strand; so is `done`, later. TimedOut, Unavailable, BadInput (certificate).
    virtual void send(HttpAsk, std::function<void(base::Result<HttpReply>)> done) = 0;
};

} // namespace sangdam::orders
