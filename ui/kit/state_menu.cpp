// SPDX-License-Identifier: MIT

#include "kit/state_menu.h"

#include "kit/icons.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/menu.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

void append(wxMenu& menu, StateChoices& choices, core::AgentState state, const wxString& reason,
            bool now) {
    const Look look = look_of(state);
    wxString label = reason.empty() ? look.word : look.word + wxString::FromUTF8(" · ") + reason;
    if (now) label += wxString::FromUTF8("  ✓");
    auto* item = new wxMenuItem(&menu, wxID_ANY, label);
    item->SetBitmap(icon(look.icon, palette().shade(look.tone).strong, 14));
    menu.Append(item);
    choices[item->GetId()] = {state, utf8(reason)};
}

} // namespace

StateChoices append_state_choices(wxMenu& menu, core::AgentState now) {
    StateChoices choices;
    append(menu, choices, core::AgentState::Available, {}, now == core::AgentState::Available);
    append(menu, choices, core::AgentState::Away, {}, now == core::AgentState::Away);
    menu.AppendSeparator();
    for (const auto& reason : {_("Break"), _("Meal"), _("Meeting"), _("Training")})
        append(menu, choices, core::AgentState::Away, reason, false);
    return choices;
}

} // namespace sangdam::ui
