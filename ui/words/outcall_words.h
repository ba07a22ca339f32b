// SPDX-License-Identifier: MIT
//
// Outgoing calls in the agent's words: the stage of a two-leg call, and why none was made. Window
// thread (words come from catalogs).
#pragma once

#include "desk/outcall_desk.h"

#include <wx/string.h>

namespace sangdam::ui {

wxString stage_words(core::OutcallStage);
// "○ My phone rings → ● Ringback → …": where it stands, and what is still to come.
wxString stage_trail(core::OutcallStage);
wxString words_of(core::OutcallFailure); // Empty: it did not fail.
wxString sentence_for(desk::OutcallTrouble);

} // namespace sangdam::ui
