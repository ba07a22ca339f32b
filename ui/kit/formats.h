// SPDX-License-Identifier: MIT
//
// Times as the screen writes them. Local time of the PC. Window thread (words come from catalogs).
#pragma once

#include "base/clock.h"

#include <wx/string.h>

#include <chrono>

namespace sangdam::ui {

wxString moment_text(base::WallTime at);                   // 10:31, of the day.
wxString clock_text(std::chrono::seconds);                 // 00:42, 1:02:03; never negative.
wxString day_text(base::WallTime at, base::WallTime now);  // Today, Yesterday, 11-03, 2025-11-03
wxString when_text(base::WallTime at, base::WallTime now); // The same with 10:31, if of this year.

} // namespace sangdam::ui
