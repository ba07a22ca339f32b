// SPDX-License-Identifier: MIT
//
// The one place for distances, in device-independent pixels: every window has the same rhythm of
// four. Convert with window->FromDIP().
#pragma once

#include <wx/sizer.h>
#include <wx/window.h>

namespace sangdam::ui::gap {

inline constexpr int kHair = 2;
inline constexpr int kSmall = 4;  // Between a label and what it names.
inline constexpr int kNear = 8;   // Between controls that belong together.
inline constexpr int kInner = 12; // From the edge of a section to its content.
inline constexpr int kApart = 16; // Between groups.
inline constexpr int kWide = 24;  // Around a dialog.

// Empty space of `dip` in the sizer's own direction.
inline void add(wxSizer* sizer, const wxWindow* window, int dip) {
    sizer->AddSpacer(window->FromDIP(dip));
}

} // namespace sangdam::ui::gap
