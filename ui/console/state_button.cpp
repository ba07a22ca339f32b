// SPDX-License-Identifier: MIT

#include "console/state_button.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/icons.h"
#include "kit/state_menu.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/menu.h>
#include <wx/sizer.h>
#include <wx/translation.h>

namespace sangdam::ui {

StateButton::StateButton(wxWindow* parent, desk::AgentDesk& agent)
    : wxPanel(parent), agent_(agent), button_(make_button(this, "console.state", " ")) {
    SetBackgroundColour(parent->GetBackgroundColour());
    auto* all = new wxBoxSizer(wxHORIZONTAL);
    all->Add(button_, wxSizerFlags(1).Expand());
    SetSizer(all);
    button_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { open_menu(); });
    watching_ = agent_.watch([this](const desk::AgentView& view) { show(view); });
    show(agent_.view());
}

void StateButton::show(const desk::AgentView& view) {
    const Look look = look_of(view.changing_to.value_or(view.state));
    wxString label = look.word;
    if (view.state == core::AgentState::Away && !view.me.away_reason.empty())
        label += " (" + text(view.me.away_reason) + ")";
    if (view.changing_to) label += wxString::FromUTF8("…");
    if (!view.me.name.empty()) label += "   " + text(view.me.name);
    label += wxString::FromUTF8("  ▾");
    button_->SetBitmap(icon(look.icon, palette().shade(look.tone).strong, 14));
    if (button_->GetLabelText() == label) return;
    button_->SetLabel(wxControl::EscapeMnemonics(label));
    say(button_, wxString::Format(_("My state: %s"), label.BeforeLast(wxUniChar(0x25BE)).Trim()));
    button_->InvalidateBestSize();
    InvalidateBestSize();
    GetParent()->Layout();
}

void StateButton::open_menu() {
    const auto& view = agent_.view();
    if (view.sign_in != desk::SignIn::In) return;
    wxMenu menu;
    const auto choices = append_state_choices(menu, view.state);
    menu.Bind(wxEVT_MENU, [this, choices](wxCommandEvent& event) {
        if (const auto wish = choices.find(event.GetId()); wish != choices.end())
            agent_.set_state(wish->second.state, wish->second.reason);
    });
    PopupMenu(&menu, button_->GetPosition() + wxPoint(0, button_->GetSize().y));
}

} // namespace sangdam::ui
