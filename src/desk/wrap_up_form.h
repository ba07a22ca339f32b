// SPDX-License-Identifier: MIT
//
// Private to desk: one call's wrap-up while it is being written. Values only.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "desk/wrap_up_desk.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace sangdam::desk {

struct WrapUpDesk::Form {
    core::WrapUp values;
    core::WrapUp stored; // As the centre has it; revision 0: it has none.
    core::PhoneNumber caller;
    std::string heading;
    base::WallTime changed{};
    std::uint64_t edition = 0; // Counts the edits.
    Kept kept = Kept::Clean;
    WrapUpSave save = WrapUpSave::Idle;
    bool save_again = false; // Wished while the former save was under way.
    std::optional<core::WrapUp> newer;
    bool talked = false; // In a call of this run of the program.
    bool call_over = false;
    std::optional<base::TimePoint> until; // End of the after-call time.
    base::TimePoint latest{};             // Until when it can be extended.
    base::Timer keep_timer;
    bool keep_due = false;

    bool done() const { return call_over && save == WrapUpSave::Saved; }
    bool typed() const { return kept != Kept::Clean || save == WrapUpSave::Saving; }
    std::chrono::seconds remaining(base::TimePoint now) const {
        return std::max(std::chrono::seconds{0},
                        std::chrono::ceil<std::chrono::seconds>(*until - now));
    }
};

} // namespace sangdam::desk
