// SPDX-License-Identifier: MIT
//
// What the centre tells every desktop. Each event has a sequence number from the hub's database: a
// client that resumes after N gets N+1, N+2 … and none twice.
#pragma once

#include "core/agent.h"
#include "core/call_record.h"
#include "core/customer.h"

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace sangdam::core {

struct QueueChanged {
    std::vector<WaitingCall> waiting; // The whole list, oldest first: small, and never out of step.
};
struct CallChanged {
    CallRecord call;
};
struct AgentChanged {
    Agent agent;
};
struct CustomerChanged {
    CustomerId customer; // Re-read it; personal data does not travel in events.
};
struct SettingsChanged {};
struct Reset {}; // Older than the window: reload all lists.

using CentreEventBody =
    std::variant<QueueChanged, CallChanged, AgentChanged, CustomerChanged, SettingsChanged, Reset>;

struct CentreEvent {
    std::uint64_t sequence = 0;
    CentreEventBody body;
};

std::string_view kind(const CentreEventBody&); // "queue.changed", "call.changed" …

} // namespace sangdam::core
