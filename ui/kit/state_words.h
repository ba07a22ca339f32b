// SPDX-License-Identifier: MIT
//
// One word, one colour and one shape for each state of the field, the same in every window.
// Window thread.
#pragma once

#include "core/agent.h"
#include "core/call.h"
#include "core/call_record.h"
#include "core/ports/phone.h"
#include "kit/theme.h"

#include <wx/string.h>

#include <string>
#include <string_view>

namespace sangdam::ui {

struct Look {
    wxString word;
    Tone tone = Tone::Neutral;
    std::string_view icon; // For kit/icons.
};

Look look_of(core::AgentState);
Look look_of(core::CallResult, core::Direction);
Look look_of(core::Phase);
wxString words_of(core::EndCause);
Look look_of_emotion(const std::string& label); // The centre's own label; unknown ones are plain.
Tone tone_of_grade(const std::string& label);
std::string_view shape_of(core::AgentState); // "●" "○" "■" "◐" "✕", for texts without pictures.

} // namespace sangdam::ui
