// SPDX-License-Identifier: MIT

#include "core/work_hours.h"

#include <algorithm>

namespace sangdam::core {
namespace {

using std::chrono::minutes;
using LocalTime = base::WallTime; // Shifted by the offset.

bool within(const OpenSpan& span, base::WallTime::duration of_day) {
    return span.from <= of_day && of_day < span.until;
}

// The first open moment of that local day that is not before `earliest`.
std::optional<base::WallTime::duration> opening(const WorkHours& hours, std::chrono::sys_days day,
                                                base::WallTime::duration earliest) {
    if (hours.closed.contains(day)) return std::nullopt;
    const auto& span = hours.week.at(std::chrono::weekday(day).c_encoding());
    auto first = std::max<base::WallTime::duration>(earliest, span.from);
    if (hours.lunch && within(*hours.lunch, first)) first = hours.lunch->until;
    if (!within(span, first)) return std::nullopt;
    return first;
}

} // namespace

WorkHours always_open() {
    WorkHours hours;
    hours.week.fill({minutes{0}, std::chrono::hours{24}});
    return hours;
}

std::optional<base::WallTime> next_open(const WorkHours& hours, base::WallTime when) {
    constexpr int kYear = 366;
    const LocalTime local = when + hours.utc_offset;
    auto day = std::chrono::floor<std::chrono::days>(local);
    auto earliest = local - day;
    for (int i = 0; i <= kYear; ++i) {
        if (const auto at = opening(hours, day, earliest)) return day + *at - hours.utc_offset;
        day += std::chrono::days{1};
        earliest = {};
    }
    return std::nullopt;
}

bool open_at(const WorkHours& hours, base::WallTime when) {
    const LocalTime local = when + hours.utc_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto of_day = local - day;
    return opening(hours, day, of_day) == of_day;
}

} // namespace sangdam::core
