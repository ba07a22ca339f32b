// SPDX-License-Identifier: MIT
//
// What the centre tells every desktop. Each event has a sequence number from the hub's database: a
// client that resumes after N gets N+1, N+2 … and none twice.
#pragma once

#include "core/agent.h"
#include "core/call_record.h"
#include "core/callback.h"
#include "core/customer.h"
#include "core/outcall_record.h"

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
struct SettingsChanged {}; // Also categories, choices and numbers.
// Told once for each alert, however often the hub stopped meanwhile. To the assignee; without one
// to everybody who may do it; escalated also to the team and its supervisors.
struct CallbackDue {
    Callback callback;
    CallbackAlert alert = CallbackAlert::Soon;
    bool late = false; // Could not be told in time: the hub was down, or nobody was there.
};
// Made, changed, reassigned, done. Who is in charge no more hears it too and drops it.
struct CallbackChanged {
    Callback callback;
    AgentId former; // The assignee before this change, when it was another one.
};
struct OutcallChanged { // "outcall.stage"; to the agent whose call it is, and to leaders.
    OutcallRecord outcall;
};
struct Reset {}; // Older than the window: reload all lists.

using CentreEventBody =
    std::variant<QueueChanged, CallChanged, AgentChanged, CustomerChanged, SettingsChanged,
                 CallbackDue, CallbackChanged, OutcallChanged, Reset>;

struct CentreEvent {
    std::uint64_t sequence = 0;
    CentreEventBody body;
};

std::string_view kind(const CentreEventBody&); // "queue.changed", "call.changed" …

} // namespace sangdam::core
