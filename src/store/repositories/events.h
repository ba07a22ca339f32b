// SPDX-License-Identifier: MIT
//
// The event log behind GET /v1/events. The sequence comes from the database, in the order of the
// commits, without gaps and never again – also after pruning. Bodies are sealed: a waiting list
// names customers. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "store/sealer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::store {

struct LoggedEvent {
    std::uint64_t sequence = 0;
    base::WallTime at{};
    std::string kind;
    std::string body;
};

struct EventWindow {
    std::uint64_t oldest = 0; // First that can still be read; newest + 1 when none can.
    std::uint64_t newest = 0; // 0: nothing ever happened.
    // A client that has seen `sequence` can go on; else it gets a reset.
    bool can_resume(std::uint64_t sequence) const {
        return sequence <= newest && sequence + 1 >= oldest;
    }
};

class Events {
public:
    Events(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // `body` is asked for the text when the sequence is known.
    base::Result<LoggedEvent> append(base::WallTime at, std::string_view kind,
                                     const std::function<std::string(std::uint64_t)>& body);
    base::Result<std::vector<LoggedEvent>> after(std::uint64_t sequence, int limit);
    base::Result<EventWindow> window();
    base::Status prune(base::WallTime before); // Forgets older ones.

private:
    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
