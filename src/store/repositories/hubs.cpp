// SPDX-License-Identifier: MIT

#include "store/repositories/hubs.h"

namespace sangdam::store {

base::Status Hubs::seen(const std::string& hub, base::WallTime now) {
    return database_.run("INSERT INTO hubs (id, seen_at) VALUES ($1, $2) "
                         "ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
                         {hub, now});
}

base::Status Hubs::gone(const std::string& hub) {
    return database_.run("DELETE FROM hubs WHERE id = $1", {hub});
}

base::Status Hubs::hosts(const std::string& hub, const core::AgentId& agent) {
    return database_.run("UPDATE agents SET host = $2 WHERE id = $1", {agent, hub});
}

base::Result<std::string> Hubs::host_of(const core::AgentId& agent) {
    SDC_TRY(const auto row,
            database_.first("SELECT h.id FROM agents a JOIN hubs h ON h.id = a.host "
                            "WHERE a.id = $1",
                            {agent}));
    return row ? row->text(0) : std::string();
}

base::Result<std::vector<core::AgentId>> Hubs::orphans(base::WallTime since) {
    SDC_CHECK(database_.run("DELETE FROM hubs WHERE seen_at < $1", {since}));
    SDC_TRY(const auto rows,
            database_.query("SELECT id FROM agents WHERE state <> 'offline' AND NOT EXISTS "
                            "(SELECT 1 FROM hubs h WHERE h.id = agents.host) ORDER BY id"));
    std::vector<core::AgentId> out;
    for (const auto& row : rows) out.push_back(row.id<core::AgentId>(0));
    return out;
}

} // namespace sangdam::store
