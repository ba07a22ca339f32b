// SPDX-License-Identifier: MIT
//
// One customer's call as the centre keeps it (guide S6, S9), and the queue it may wait in (S4).
#pragma once

#include "base/clock.h"
#include "core/call.h"
#include "core/ids.h"
#include "core/phone_number.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::core {

enum class CallResult {
    Open, // Still going on.
    Answered,
    Missed,    // Rang at a seat, nobody took it.
    Abandoned, // The customer gave up in the announcement or in the queue.
    Busy,
    NoAnswer,
    Rejected,
    PickedUp, // Answered by pull (당겨받기).
    Failed
};

struct CallRecord {
    CallRef ref;
    Direction direction = Direction::Incoming;
    PhoneNumber customer_number;
    CustomerId customer; // Empty: nobody of that number is known.
    std::string did;     // Key of the centre's own number that was dialled or shown.
    std::string queue;   // Label, empty when it never waited.
    AgentId agent;       // Who talked; empty when nobody did.
    base::WallTime offered_at{};
    std::optional<base::WallTime> queued_at;
    std::optional<base::WallTime> answered_at; // By an agent, not by the announcement.
    std::optional<base::WallTime> ended_at;
    CallResult result = CallResult::Open;
    std::chrono::seconds waited{0}; // Queue entry to answer or to giving up.
    std::chrono::seconds talked{0};

    friend bool operator==(const CallRecord&, const CallRecord&) = default;
};

// Each ring at each seat.
struct Attempt {
    CallRef call;
    AgentId agent;
    base::WallTime rang_at{};
    std::optional<base::WallTime> ended_at;
    std::string outcome; // "answered", "no_answer", "declined", "cancelled", "unreachable"

    friend bool operator==(const Attempt&, const Attempt&) = default;
};

struct WaitingCall {
    CallRef ref;
    PhoneNumber caller;
    std::string customer_name; // Empty when unknown.
    std::string did;
    std::string queue;
    base::WallTime since{};
    AgentId ringing_at; // Empty while it waits.

    friend bool operator==(const WaitingCall&, const WaitingCall&) = default;
};

std::string_view name(CallResult);
std::optional<CallResult> parse_call_result(std::string_view);

} // namespace sangdam::core
