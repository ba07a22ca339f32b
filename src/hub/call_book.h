// SPDX-License-Identifier: MIT
//
// Turns what the switch tells into the centre's records of calls (guide S4, S6, S9). Pure: one call
// as it was and one notice give the call as it is. Notices may come twice or late; those change
// nothing.
#pragma once

#include "core/call_record.h"
#include "core/ports/switch.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::hub {

struct TrackedCall {
    core::CallRecord record;
    std::vector<core::Attempt> attempts; // In the order of their rings.
    std::string customer_name;           // For the waiting list; empty when unknown.

    friend bool operator==(const TrackedCall&, const TrackedCall&) = default;
};

// Who a notice is about; empty for notices about a seat.
const core::CallRef* call_of(const core::SwitchEvent&);

// `before` is empty for a call never heard of: only an arrival or an outgoing call begins one.
// Answers nothing when there is no call after it either.
std::optional<TrackedCall> step(std::optional<TrackedCall> before, const core::SwitchNotice&);

bool ended(const TrackedCall&);
bool waits(const TrackedCall&); // In the queue, ringing at a seat included.
core::AgentId ringing_at(const TrackedCall&);

// Longest waiting first.
std::vector<core::WaitingCall> waiting_list(const std::vector<const TrackedCall*>&);

// A call that was going on when the hub died: how it came out is not known, that it is over is. It
// ends at the last moment we know of; a guess would show as hours of talking.
TrackedCall settled(TrackedCall);

} // namespace sangdam::hub
