// SPDX-License-Identifier: MIT
//
// What a screen reader says and what a test looks for. Every control gets both: an id that never
// changes ("console.dial.number") and a name in the agent's language. Window thread.
#pragma once

#include <wx/string.h>

class wxWindow;

namespace sangdam::ui {

// An empty name keeps the one that the toolkit takes from the label.
void make_accessible(wxWindow* control, const char* id, const wxString& name = {});

// For texts that change while somebody listens: the call's phase, a countdown's end, a notice.
void say(wxWindow* control, const wxString& name);

} // namespace sangdam::ui
