// SPDX-License-Identifier: MIT
//
// Who saw which customer, when, from where (고시 8조). Append-only: each entry carries a keyed hash
// over itself and the one before, so that a changed, missing or added line is found. Thread: see
// store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/access_record.h"
#include "core/ids.h"
#include "core/page.h"
#include "store/database.h"
#include "store/sealer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::store {

struct Access {
    base::WallTime at{};
    core::AgentId agent;
    std::string address;       // Where from.
    std::string action;        // "view", "search", "unmask", "change", "export", "play"
    core::CustomerId customer; // Empty: a search, or a number nobody knows.
    std::string detail;        // No personal data: the kind of search, the reason of an export.

    friend bool operator==(const Access&, const Access&) = default;
};

class AccessLog {
public:
    AccessLog(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    base::Status append(const Access&);
    base::Result<std::vector<Access>> of_customer(const core::CustomerId&,
                                                  int limit); // Newest first.
    // Newest first; `next` is the sequence to go on from. BadInput: no cursor of this list.
    base::Result<core::Page<core::AccessRecord>> list(const core::AccessQuery&,
                                                      const core::PageAsked&);
    // Empty: the chain is whole. Else the sequence of the first entry that does not fit.
    base::Result<std::optional<std::uint64_t>> verify();
    // The oldest ones, at most `limit`, that are from before that time; how many. What was cut off
    // is written down, sealed, so that nobody else cuts off the beginning unseen.
    base::Result<std::int64_t> forget(base::WallTime before, int limit);

private:
    base::Result<std::uint64_t> cut_at(std::string_view first_before);
    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
