// SPDX-License-Identifier: MIT
//
// What the call list is asked for. Pure.
#pragma once

#include "base/clock.h"
#include "core/call.h"
#include "core/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace sangdam::core {

enum class CallScope {
    Mine,   // I talked or dialled; with Missed: it rang at my seat and nobody took it.
    Visible // All that I may see: mine and nobody's; a supervisor's team's; an administrator's all.
};

enum class CallFilter {
    All,
    Missed,    // Nobody answered: abandoned in the announcement or queue, or while ringing. A call
               // that a colleague answered is not missed.
    Unfinished // Talked, and nothing (or no category) written down yet.
};

struct CallQuery {
    CallScope scope = CallScope::Mine;
    CallFilter filter = CallFilter::All;
    std::optional<Direction> direction;
    std::optional<base::WallTime> from;  // Offered at or after.
    std::optional<base::WallTime> until; // Offered before.
    CustomerId customer;                 // Empty: of everybody.
    std::string search; // A number, its last four digits, or a customer's name; empty: all.

    friend bool operator==(const CallQuery&, const CallQuery&) = default;
};

std::string_view name(CallScope); // "mine", "visible"
std::optional<CallScope> parse_call_scope(std::string_view);
std::string_view name(CallFilter); // "all", "missed", "unfinished"
std::optional<CallFilter> parse_call_filter(std::string_view);

} // namespace sangdam::core
