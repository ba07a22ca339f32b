// SPDX-License-Identifier: MIT
//
// The people of the centre with what they need to sign in, and the numbers they may show. Thread:
// see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/agent.h"
#include "store/database.h"
#include "store/sealer.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::store {

// What signing in is decided by. Checking the password is slow (store/password.h) and happens on
// another thread; note_failure() or note_success() follow.
struct Credentials {
    core::AgentId agent;
    std::string password_hash;
    int failures = 0;                           // In a row.
    std::optional<base::WallTime> locked_until; // May be over already.
    bool enabled = true;
};

struct LockoutRule {
    int failures = 5; // In a row lock the login …
    std::chrono::minutes pause{10};
};

class Agents {
public:
    Agents(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // Conflict: login or extension is taken.
    base::Status add(const core::Agent&, const std::string& password_hash,
                     const base::Secret& sip_password, base::WallTime now);
    base::Status change(const core::Agent&); // All but state and credentials. NotFound, Conflict.
    // As change(), when `revision` is still the stored one; answers with the new one. Exists: see
    // Errc::BadInput – login or extension of somebody else. Conflict: somebody was faster.
    base::Result<core::Agent> edit(const core::Agent&);
    base::Status show(const core::AgentId&, const std::string& number_key); // 담당 번호 selected.
    base::Status set_password(const core::AgentId&, const std::string& password_hash);
    base::Status set_enabled(const core::AgentId&, bool enabled);
    base::Status set_state(const core::AgentId&, core::AgentState, const std::string& away_reason,
                           base::WallTime since);

    base::Result<core::Agent> find(const core::AgentId&);            // NotFound
    base::Result<core::Agent> find_by_login(const std::string&);     // NotFound
    base::Result<core::Agent> find_by_extension(const std::string&); // NotFound
    base::Result<std::vector<core::Agent>> all();                    // Enabled ones, by login.
    base::Result<std::vector<core::Agent>> everybody();              // Who have left, too.
    base::Result<base::Secret> sip_password(const core::AgentId&);   // NotFound

    base::Result<Credentials> credentials(const std::string& login); // NotFound
    base::Status note_failure(const core::AgentId&, base::WallTime now, LockoutRule rule = {});
    base::Status note_success(const core::AgentId&);

private:
    base::Result<std::vector<core::Agent>> select(std::string_view where,
                                                  std::vector<Value> parameters);
    base::Result<core::Agent> one(std::string_view where, Value parameter);
    base::Status write_numbers(const core::Agent&);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
