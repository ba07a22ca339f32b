// SPDX-License-Identifier: MIT
//
// What a desktop and the hub say to each other when an agent starts and ends work. Values only.
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "core/agent.h"
#include "core/ports/centre.h"

#include <string>

namespace sangdam::wire {

struct SessionRequest {
    std::string login;
    base::Secret password;
    std::string device; // Name of the machine, shown to the agent who signs in a second time.
};

struct SessionAnswer {
    base::Secret token; // Opaque; `Authorization: Bearer <token>` (RFC 6750 §2.1).
    base::WallTime expires_at{};
    core::SessionGranted granted;
};

struct StateRequest {
    core::AgentState state = core::AgentState::Available; // Only Available and Away can be asked.
    std::string away_reason;
};

struct Health {
    std::string status; // "ok", or "degraded" with the reason in `detail`.
    std::string version;
    std::string detail;
};

} // namespace sangdam::wire
