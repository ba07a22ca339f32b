// SPDX-License-Identifier: MIT
//
// What a customer lived through with us: the one place that puts calls, agents, categories and
// wrap-ups together, for the card, the history panel and the call list. Thread: see
// store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/history.h"
#include "store/database.h"
#include "store/sealer.h"

#include <string>
#include <string_view>
#include <vector>

namespace sangdam::store {

struct HistoryPage {
    std::vector<core::HistoryEntry> entries; // Newest first.
    std::string next;                        // Pass as `after`; empty: no more.
};

class History {
public:
    History(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // `day_began`: the centre's midnight; the zone is the caller's business. Calls that still go on
    // are left out: the one that rings now is not history.
    base::Result<core::CustomerCard> card(const core::PhoneNumber&, base::WallTime day_began);

    // A cursor that is none of ours is BadInput.
    base::Result<HistoryPage> of_customer(const core::CustomerId&, const std::string& after,
                                          int limit);
    base::Result<HistoryPage> of_number(const core::PhoneNumber&, const std::string& after,
                                        int limit);
    base::Result<HistoryPage> of_agent(const core::AgentId&, const std::string& after, int limit);
    base::Result<HistoryPage> all(const std::string& after, int limit);

private:
    base::Result<HistoryPage> select(std::string_view where, Value parameter,
                                     const std::string& after, int limit);
    base::Result<int> complaints(const std::vector<core::HistoryEntry>&);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
