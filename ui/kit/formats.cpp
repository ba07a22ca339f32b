// SPDX-License-Identifier: MIT

#include "kit/formats.h"

#include <wx/datetime.h>
#include <wx/translation.h>

#include <algorithm>

namespace sangdam::ui {
namespace {

wxDateTime local(base::WallTime at) {
    return wxDateTime(static_cast<time_t>(
        std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()));
}

} // namespace

wxString moment_text(base::WallTime at) { return local(at).Format("%H:%M"); }

wxString clock_text(std::chrono::seconds span) {
    const auto s = std::max<long long>(0, span.count());
    if (s < 3600) return wxString::Format("%02lld:%02lld", s / 60, s % 60);
    return wxString::Format("%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
}

wxString day_text(base::WallTime at, base::WallTime now) {
    const auto then = local(at);
    const auto today = local(now).GetDateOnly();
    if (then.GetDateOnly() == today) return _("Today");
    if (then.GetDateOnly() == today - wxDateSpan::Day()) return _("Yesterday");
    return then.Format(then.GetYear() == today.GetYear() ? "%m-%d" : "%Y-%m-%d");
}

wxString when_text(base::WallTime at, base::WallTime now) {
    // The minute of a call of years ago helps nobody, and its column is narrow.
    if (local(at).GetYear() != local(now).GetYear()) return day_text(at, now);
    return day_text(at, now) + " " + local(at).Format("%H:%M");
}

} // namespace sangdam::ui
