// SPDX-License-Identifier: MIT
//
// Promises to call back, in the agent's words. Window thread (words come from catalogs).
#pragma once

#include "desk/callback_alerts.h"
#include "desk/callback_desk.h"
#include "words/briefing_words.h"

namespace sangdam::ui {

// Empty text: nothing to say.
Sentence sentence_of(const desk::CallbackForm&);
wxString alert_heading(const desk::Alert&); // "Callback in 10 min", "Callback now" …
wxString who_of(const core::Callback&);     // Name and masked number.

} // namespace sangdam::ui
