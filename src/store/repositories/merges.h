// SPDX-License-Identifier: MIT
//
// Two customers who are one: the one that goes stays in the database, found by nobody, so that the
// merge can be undone. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/customer_list.h"
#include "store/database.h"
#include "store/sealer.h"

namespace sangdam::store {

class Merges {
public:
    Merges(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // Numbers, calls and promises go over to `kept`; its empty fields are filled, the memo is
    // continued; 수신거부 of either holds for both. BadInput: one and the same. NotFound: not
    // there, or merged already.
    base::Result<core::Merge> merge(const core::MergeId&, const core::CustomerId& kept,
                                    const core::CustomerId& gone, base::WallTime now);
    // Conflict: `kept` was changed since. NotFound: no such merge, or undone already.
    base::Result<core::Merge> undo(const core::MergeId&, base::WallTime now);

private:
    base::Result<core::Customer> living(const core::CustomerId&);
    base::Status move_calls(const core::MergeId&, const core::CustomerId& from,
                            const core::CustomerId& to);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
