// SPDX-License-Identifier: MIT
//
// When a customer may be promised a call: not in the past, and better while the centre is open.
// Pure.
#pragma once

#include "base/clock.h"
#include "core/work_hours.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace sangdam::desk {

enum class DueTrouble {
    None,
    Past,   // The hub refuses it.
    Closed, // Outside work hours, or in the lunch hour: allowed, if the customer wants it so.
    Holiday // The same.
};

DueTrouble check_due(base::WallTime due, base::WallTime now, const core::WorkHours&);

// What the form starts with: in half an hour at the earliest, on a round quarter, while the centre
// is open; the plain quarter when it never opens within two weeks.
base::WallTime proposed_due(base::WallTime now, const core::WorkHours&);

// A time of day as people type it: 14:30, 1430, 9.05, 14, 오후 2:30, 2:30 pm. Minutes since
// midnight; nothing: not a time.
std::optional<std::chrono::minutes> time_of_day(std::string_view typed);

} // namespace sangdam::desk
