// SPDX-License-Identifier: MIT
//
// Bodies of requests that are no records: what shall be done, in one or two members. Values only.
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "core/agent.h"
#include "core/callback.h"
#include "core/customer_list.h"

#include <optional>
#include <string>

namespace sangdam::wire {

struct SnoozeRequest {
    base::WallTime until{};
};
struct FinishRequest {
    core::CallbackStatus status = core::CallbackStatus::Done;
    std::optional<std::string> note; // Absent: as it was.
};
struct ReassignRequest {
    core::AgentId assignee; // Empty: everybody.
};
struct ShownNumberRequest {
    std::string number; // Key.
};
struct UnmaskRequest {
    core::PersonalField field = core::PersonalField::Number;
};
struct MergeRequest {
    core::CustomerId gone;
};
struct ImportRequest {
    core::KnownCustomers known = core::KnownCustomers::Skip;
};
struct ExportRequest {
    std::string reason;
};
// An agent as an administrator writes it: without state, with a new password or none.
struct AccountRequest {
    core::Agent agent;
    base::Secret password;
};

} // namespace sangdam::wire
