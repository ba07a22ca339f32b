// SPDX-License-Identifier: MIT
//
// The hubs that share this database: which of them live, and at which an agent's desktop hangs.
// Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ids.h"
#include "store/database.h"

#include <string>
#include <vector>

namespace sangdam::store {

class Hubs {
public:
    explicit Hubs(Database& database) : database_(database) {}

    base::Status seen(const std::string& hub, base::WallTime now); // A sign of life.
    base::Status gone(const std::string& hub);                     // Ended in order.
    base::Status hosts(const std::string& hub, const core::AgentId&);
    base::Result<std::string> host_of(const core::AgentId&); // Empty: none that lives.
    // Agents who are not offline although their hub gave no sign of life since; it is forgotten.
    base::Result<std::vector<core::AgentId>> orphans(base::WallTime since);

private:
    Database& database_;
};

} // namespace sangdam::store
