// SPDX-License-Identifier: MIT
//
// Keys, lamps and lessons of a handset in the agent's words. Pure; window thread for the catalogs.
#pragma once

#include "core/ports/handset_check.h"
#include "kit/theme.h"

#include <wx/string.h>

#include <string_view>
#include <vector>

namespace sangdam::ui {

wxString key_word(std::string_view role);  // "hook" -> "Handset"; a role not known stays as it is.
wxString lamp_word(std::string_view role); // "ring" -> "Ring lamp"
wxString kind_word(std::string_view kind); // "level" -> "switch"
wxString press_word(std::string_view role, std::string_view what); // hook, on -> "lifted"

struct HandsetState {
    wxString sentence;
    Tone tone = Tone::Neutral;
};
// Whether it can be used, and what to do if not.
HandsetState state_of(const core::HandsetPlan&);
// What an agent must know about the handsets though nobody opened that page; usually nothing.
HandsetState handset_trouble(const std::vector<core::HandsetDevice>&);
// What the lesson asks for or how it ended; an empty sentence while there is none.
HandsetState lesson_sentence(const core::TeachView&);

} // namespace sangdam::ui
