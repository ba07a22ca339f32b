// SPDX-License-Identifier: MIT
//
// Calls, and each ring at each seat. Thread: see store/database.h.
#pragma once

#include "base/result.h"
#include "core/call_record.h"
#include "store/database.h"
#include "store/sealer.h"

#include <vector>

namespace sangdam::store {

class Calls {
public:
    Calls(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    base::Status put(const core::CallRecord&); // Adds, or replaces the one of that ref.
    base::Result<core::CallRecord> find(const core::CallRef&); // NotFound
    base::Result<std::vector<core::CallRecord>> open(); // Without an end: to be settled at start.

    // 당겨받기: one statement, so that exactly one wins. True: it is this agent's now, or was.
    base::Result<bool> claim(const core::CallRef&, const core::AgentId&, base::WallTime now);
    base::Result<core::AgentId> claimed_by(const core::CallRef&);     // Empty: nobody.
    base::Status release(const core::CallRef&, const core::AgentId&); // It could not be delivered.

    base::Status put(const core::Attempt&); // Adds, or replaces the one of (call, agent, rang_at).
    base::Result<std::vector<core::Attempt>> attempts(const core::CallRef&); // In order.

private:
    Database& database_;
    const Sealer& sealer_;
};

// Shared with History: the columns of a call, and how a row of them is read.
extern const char* const kCallColumns;
inline constexpr std::size_t kCallColumnCount = 14;
base::Result<core::CallRecord> read_call(const Row&, const Sealer&);

} // namespace sangdam::store
