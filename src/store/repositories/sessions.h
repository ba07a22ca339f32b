// SPDX-License-Identifier: MIT
//
// Who is signed in. The database keeps only a hash of the token: whoever steals it cannot sign in.
// An agent has at most one session. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/ids.h"
#include "store/database.h"

#include <chrono>
#include <optional>
#include <string>

namespace sangdam::store {

struct Session {
    core::AgentId agent;
    std::string device;
    base::WallTime opened_at{};
    base::WallTime expires_at{}; // Moves with use.
};
struct NewSession {
    base::Secret token; // The only copy.
    Session session;
};

class Sessions {
public:
    explicit Sessions(Database& database, std::chrono::minutes idle = std::chrono::hours(12))
        : database_(database), idle_(idle) {}

    // Ends the agent's other session.
    base::Result<NewSession> open(const core::AgentId&, const std::string& device,
                                  base::WallTime now);
    // Refused: unknown, ended or idle for too long. Writes at most once a minute.
    base::Result<Session> use(const base::Secret& token, base::WallTime now);
    base::Status close(const base::Secret& token);
    base::Status close_all(const core::AgentId&);
    base::Status prune(base::WallTime now);

private:
    Database& database_;
    std::chrono::milliseconds idle_;
};

} // namespace sangdam::store
