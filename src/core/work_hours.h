// SPDX-License-Identifier: MIT
//
// When the centre is open (업무 시간). Pure; used by the announcement for who calls and by promises
// of a call back. Local time is UTC plus a fixed offset: Korea has one zone and no summer time.
#pragma once

#include "base/clock.h"

#include <array>
#include <chrono>
#include <optional>
#include <set>

namespace sangdam::core {

struct OpenSpan { // Minutes since local midnight; [from, until). An empty or upside-down one:
                  // closed.
    std::chrono::minutes from{0};
    std::chrono::minutes until{0};

    friend bool operator==(const OpenSpan&, const OpenSpan&) = default;
};

struct WorkHours {
    std::array<OpenSpan, 7> week{};         // [0] is Sunday, as std::chrono::weekday counts.
    std::optional<OpenSpan> lunch;          // On every day; closed meanwhile.
    std::set<std::chrono::sys_days> closed; // Holidays, as local dates.
    std::chrono::minutes utc_offset{9 * 60};

    friend bool operator==(const WorkHours&, const WorkHours&) = default;
};

WorkHours always_open();
bool open_at(const WorkHours&, base::WallTime);
// `when` itself when open then; nothing: not within the next year.
std::optional<base::WallTime> next_open(const WorkHours&, base::WallTime when);

} // namespace sangdam::core
