// SPDX-License-Identifier: MIT
//
// One route of the API: who may use it and what it answers. Each group of routes is a function that
// lists them; hub.cpp puts them together. Handlers run on the hub's strand.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "hub/audience.h"
#include "hub/http.h"
#include "hub/http_server.h"
#include "hub/router.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace sangdam::hub {

struct Office;

// A request that was understood and may be asked.
struct Ask {
    HttpRequest request;
    Target target;
    PathParameters path;
    Viewer viewer;      // Empty on a route for anyone.
    base::Secret token; // Likewise.

    const std::string& parameter(std::string_view name) const { return path.find(name)->second; }
};

// An error becomes its problem (answers.h).
using Handler = std::function<base::Result<HttpResponse>(const Ask&)>;
using LateHandler = std::function<void(Ask, Responder)>;

enum class Access { Anyone, SignedIn };
enum class Body { None, Json };

struct Route {
    std::string method;
    std::string pattern;
    Access access;
    Body body;
    std::variant<Handler, LateHandler> handler;
};

std::vector<Route> session_routes(Office&);
std::vector<Route> agent_routes(Office&);
std::vector<Route> queue_routes(Office&);
std::vector<Route> customer_routes(Office&);
std::vector<Route> order_routes(Office&);
std::vector<Route> call_routes(Office&);
std::vector<Route> callback_routes(Office&);
std::vector<Route> outcall_routes(Office&);
std::vector<Route> board_routes(Office&);
std::vector<Route> customer_care_routes(Office&);
std::vector<Route> administration_routes(Office&);
std::vector<Route> account_routes(Office&);
std::vector<Route> event_routes(Office&);
std::vector<Route> health_routes(Office&);

} // namespace sangdam::hub
