// SPDX-License-Identifier: MIT

#include "desk/callback_times.h"

#include <chrono>

namespace sangdam::desk {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;

constexpr minutes kQuarter{15};

} // namespace

DueTrouble check_due(base::WallTime due, base::WallTime now, const core::WorkHours& hours) {
    if (due <= now) return DueTrouble::Past;
    const auto day = std::chrono::floor<std::chrono::days>(due + hours.utc_offset);
    if (hours.closed.contains(day)) return DueTrouble::Holiday;
    return core::open_at(hours, due) ? DueTrouble::None : DueTrouble::Closed;
}

base::WallTime proposed_due(base::WallTime now, const core::WorkHours& hours) {
    const auto since = std::chrono::ceil<minutes>((now + 30min).time_since_epoch());
    const auto first = base::WallTime((since + kQuarter - 1min) / kQuarter * kQuarter);
    for (auto at = first; at < first + 14 * 24h; at += kQuarter)
        if (check_due(at, now, hours) == DueTrouble::None) return at;
    return first;
}

} // namespace sangdam::desk
