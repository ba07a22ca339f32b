// SPDX-License-Identifier: MIT
//
// Who saw which customer, when, from where, and why (고시 8조). Pure.
#pragma once

#include "base/clock.h"
#include "core/ids.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sangdam::core {

struct AccessRecord {
    std::uint64_t sequence = 0;
    base::WallTime at{};
    AgentId agent;
    std::string agent_name;
    std::string address; // Where from.
    std::string action; // "view", "search", "unmask", "change", "merge", "import", "export", "play"
    CustomerId customer; // Empty: a search, or an action about many.
    std::string detail;  // No personal data: kind of search, reason of an export.

    friend bool operator==(const AccessRecord&, const AccessRecord&) = default;
};

struct AccessQuery {
    AgentId agent;       // Empty: everybody.
    CustomerId customer; // Empty: about everybody.
    std::string action;  // Empty: all.
    std::optional<base::WallTime> from;
    std::optional<base::WallTime> until;
};

} // namespace sangdam::core
