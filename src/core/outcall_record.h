// SPDX-License-Identifier: MIT
//
// 아웃콜 as agents and the centre see it (guide S10–S12): asked for with a request, followed stage
// by stage. What the stages are: outcall.h. Pure.
#pragma once

#include "base/clock.h"
#include "core/ids.h"
#include "core/outcall.h"
#include "core/phone_number.h"

#include <string>

namespace sangdam::core {

struct OutcallRequest {
    CallRef ref; // A new UUIDv7: sent twice, it is one call. The record of the call has the same.
    PhoneNumber callee;
    std::string shown;   // Key of one of my approved numbers; empty: the selected one.
    CallbackId callback; // The promise that this call keeps; may be empty.
    // 수신거부: a customer who does not want calls is only called with a reason, which is logged.
    std::string despite_do_not_call;

    friend bool operator==(const OutcallRequest&, const OutcallRequest&) = default;
};

struct OutcallRecord {
    CallRef ref;
    AgentId agent;
    PhoneNumber callee;
    CustomerId customer; // Empty: unknown.
    std::string shown;
    CallbackId callback;
    OutcallStage stage = OutcallStage::SeatRinging;
    base::WallTime stage_since{};
    OutcallFailure failure = OutcallFailure::None; // Only with Ended; None: they talked.

    friend bool operator==(const OutcallRecord&, const OutcallRecord&) = default;
};

} // namespace sangdam::core
