// SPDX-License-Identifier: MIT
//
// The one sentence an agent reads before "hello", and the line about the last contact. Window
// thread (words come from catalogs).
#pragma once

#include "desk/briefing.h"
#include "desk/screen_pop.h"
#include "kit/theme.h"

#include <wx/string.h>

namespace sangdam::ui {

struct Sentence {
    wxString text;
    Tone tone = Tone::Neutral;
};

Sentence briefing_sentence(const desk::Briefing&);
wxString last_contact_line(const desk::LastContact&);

// What to call the person: the customer's name, what the PBX said, or that nobody is known.
wxString heading_of(const desk::CardView&);
Sentence briefing_of(const desk::CardView&); // Also says why there is none.

} // namespace sangdam::ui
