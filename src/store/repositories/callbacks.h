// SPDX-License-Identifier: MIT
//
// Promises to call back, with the calls that were made to keep them. Number and note are sealed.
// Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/callback.h"
#include "core/page.h"
#include "store/database.h"
#include "store/sealer.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::store {

// Which rows a list may hold; empty ones do not narrow it.
struct CallbackRows {
    core::AgentId mine;            // Assigned to this one, or to nobody.
    std::vector<core::AgentId> of; // Assigned to one of these, or to nobody.
    std::optional<core::CallbackStatus> status;
    std::optional<base::WallTime> from;  // Due at or after.
    std::optional<base::WallTime> until; // Due before.
    core::CustomerId customer;
};

struct CallbackCounts {
    int open = 0;
    int overdue = 0;
};

class Callbacks {
public:
    Callbacks(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // revision 0 adds, else it must be the stored one; answers with the new one. `next_look`: when
    // the clock has something to decide about it. Conflict: somebody was faster; read it again.
    // NotFound: no such callback to change. The same new one sent twice is one.
    base::Result<core::Callback> save(const core::Callback&,
                                      std::optional<base::WallTime> next_look, base::WallTime now);
    base::Result<core::Callback> find(const core::CallbackId&); // NotFound
    // Soonest due first. BadInput: no cursor of this list.
    base::Result<core::Page<core::Callback>> list(const CallbackRows&, const core::PageAsked&);
    base::Result<std::vector<core::Callback>> to_look_at(base::WallTime now, int limit);
    base::Result<std::vector<core::Callback>> open_of_number(const core::PhoneNumber&);
    base::Result<std::optional<base::WallTime>> next_look(); // Of all; empty: nothing to do.
    base::Status note(const core::CallbackId&, const core::CallbackTry&); // Adds, or its result.
    base::Result<CallbackCounts> counts(base::WallTime now);

private:
    base::Result<core::Callback> read(const Row&);
    base::Result<std::vector<core::Callback>> read_all(const Rows&);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
