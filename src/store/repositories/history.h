// SPDX-License-Identifier: MIT
//
// What a customer lived through with us: the one place that puts calls, agents, categories and
// wrap-ups together, for the card, the history panel and the call list. Thread: see
// store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/board.h"
#include "core/call_query.h"
#include "core/customer_list.h"
#include "core/history.h"
#include "core/page.h"
#include "store/database.h"
#include "store/sealer.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::store {

// Which calls a list may hold; empty members do not narrow it.
struct CallRows {
    core::AgentId mine;            // Talked or dialled; with Missed: rang at this one's seat.
    std::vector<core::AgentId> of; // Of one of these, or of nobody.
    core::CallFilter filter = core::CallFilter::All;
    std::optional<core::Direction> direction;
    std::optional<base::WallTime> from;
    std::optional<base::WallTime> until;
    core::CustomerId customer;
    std::optional<core::CustomerQuery> search;
};

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
    base::Result<HistoryPage> calls(const CallRows&, const core::PageAsked&);
    // Counts of incoming and outgoing calls since then; the present is the caller's to fill in.
    base::Result<core::Board> counts(base::WallTime since, std::chrono::seconds service_time);

private:
    base::Result<HistoryPage> select(std::string_view where, Value parameter,
                                     const std::string& after, int limit);
    class Where;
    void add_whose(const CallRows&, Where&) const;
    void add_search(const core::CustomerQuery&, Where&) const;
    base::Result<HistoryPage> page(Rows, int limit);
    base::Result<int> complaints(const std::vector<core::HistoryEntry>&);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
