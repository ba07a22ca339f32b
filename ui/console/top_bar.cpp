// SPDX-License-Identifier: MIT

#include "console/top_bar.h"

#include "console/state_button.h"
#include "kit/controls.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/dcclient.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {

TopBar::TopBar(wxWindow* parent, desk::AgentDesk& agent, desk::CallControls& controls,
               desk::OutcallDesk& outcalls, desk::CallbackAlerts& alerts, Doors doors)
    : wxPanel(parent), agent_(agent), controls_(controls), outcalls_(outcalls) {
    SetBackgroundColour(palette().surface);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        wxPaintDC dc(this);
        dc.SetPen(wxPen(palette().line, FromDIP(1)));
        dc.DrawLine(0, GetClientSize().y - 1, GetClientSize().x, GetClientSize().y - 1);
    });
    number_ = make_field(this, "console.dial.number", _("Number to dial"), wxTE_PROCESS_ENTER);
    number_->SetHint(_("Phone number (F8)"));
    number_->SetMinSize(FromDIP(wxSize(190, -1)));
    dial_ = make_button(this, "console.dial", _("Call"), ButtonRole::Primary, "phone");
    own_ = make_choice(this, "console.own_number", _("Number shown to customers"));
    own_->SetToolTip(_("The customer sees this number when you call"));
    promises_ = make_button(this, "console.callbacks", _("Callbacks"), ButtonRole::Flat, "bell");

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto middle = wxSizerFlags().CentreVertical();
    row->Add(number_, middle);
    gap::add(row, this, gap::kNear);
    row->Add(dial_, middle);
    row->AddStretchSpacer();
    row->Add(promises_, middle);
    gap::add(row, this, gap::kNear);
    row->Add(make_muted(this, _("My number")), middle);
    gap::add(row, this, gap::kNear);
    row->Add(own_, middle);
    gap::add(row, this, gap::kApart);
    row->Add(new StateButton(this, agent), middle);
    auto* menu = make_button(this, "console.menu", {}, ButtonRole::Flat, "menu", _("Menu"));
    row->Add(menu, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kSmall)));
    promises_->Bind(wxEVT_BUTTON, [open = doors.callbacks](wxCommandEvent&) { open(); });
    menu->Bind(wxEVT_BUTTON, [open = doors.menu, menu](wxCommandEvent&) { open(menu); });
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(row, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT, FromDIP(gap::kInner)));
    SetSizer(around);
    SetMinSize(wxSize(-1, FromDIP(52)));

    number_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { dial(); });
    dial_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { dial(); });
    own_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto at = static_cast<std::size_t>(event.GetSelection());
        if (at < own_keys_.size()) agent_.choose_number(own_keys_[at]);
    });
    watching_agent_ = agent_.watch([this](const desk::AgentView& view) { show_agent(view); });
    watching_controls_ =
        controls_.watch([this](const desk::CallControlsView& view) { show_controls(view); });
    watching_outcalls_ =
        outcalls_.watch([this](const desk::OutcallView&) { show_controls(controls_.view()); });
    watching_promises_ =
        alerts.watch_open([this](const std::size_t& open) { show_promises(open); });
    show_promises(alerts.open_count());
    show_agent(agent_.view());
    show_controls(controls_.view());
}

void TopBar::focus_dial_field() {
    number_->SetFocus();
    number_->SelectAll();
}

void TopBar::fill_dial_field(const wxString& text) {
    number_->SetValue(text);
    number_->SetFocus();
    number_->SetInsertionPointEnd();
}

void TopBar::show_agent(const desk::AgentView& view) {
    std::vector<std::string> keys;
    for (const auto& number : view.numbers) keys.push_back(number.key);
    if (keys != own_keys_) {
        own_keys_ = keys;
        own_->Clear();
        for (const auto& number : view.numbers) {
            const auto shown = core::PhoneNumber::parse(number.key).display();
            own_->Append(text(shown + " " + number.label));
        }
        own_->InvalidateBestSize();
        Layout();
    }
    own_->Enable(own_keys_.size() > 1);
    const auto at = std::ranges::find(own_keys_, view.chosen_number);
    own_->SetSelection(at == own_keys_.end() ? wxNOT_FOUND
                                             : static_cast<int>(at - own_keys_.begin()));
}

void TopBar::show_controls(const desk::CallControlsView& view) {
    dial_->Enable(view.can_dial && !outcalls_.view().going_on());
    dial_->SetToolTip(view.can_dial ? wxString()
                                    : _("The phone is not connected to the telephone system yet"));
    if (view.typed_on_handset == typed_on_handset_) return;
    const auto before = std::exchange(typed_on_handset_, view.typed_on_handset);
    if (!typed_on_handset_.empty())
        number_->ChangeValue(text(typed_on_handset_));
    else if (number_->GetValue() == text(before)) // Dialled, or put down; not typed over.
        number_->ChangeValue({});
}

void TopBar::show_promises(std::size_t open) {
    const wxString label =
        open == 0 ? _("Callbacks") : _("Callbacks") + wxString::Format(" (%zu)", open);
    if (promises_->GetLabelText() == label) return;
    promises_->SetLabel(label);
    promises_->InvalidateBestSize();
    Layout();
}

void TopBar::dial() {
    const auto wanted = number_->GetValue().Trim().Trim(false);
    if (!wanted.empty() && dial_->IsEnabled()) outcalls_.call(utf8(wanted));
}

} // namespace sangdam::ui
