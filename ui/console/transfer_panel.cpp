// SPDX-License-Identifier: MIT

#include "console/transfer_panel.h"

#include "kit/controls.h"
#include "kit/row_list.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

Cell cell_of(const desk::Colleague& colleague, std::size_t column) {
    const Look look = look_of(colleague.state);
    switch (column) {
    case 0: return {text(colleague.name), Tone::Neutral, colleague.free(), look.icon};
    case 1: {
        wxString state = look.word;
        if (!colleague.away_reason.empty()) state += " (" + text(colleague.away_reason) + ")";
        return {state, look.tone, false, {}};
    }
    default: return {text(colleague.extension), Tone::Idle, false, {}};
    }
}

wxString hint_of(const desk::TransferView& view) {
    switch (view.trouble) {
    case desk::TransferTrouble::NotANumber:
        return _("This is not a number that can be dialled. Check the digits.");
    case desk::TransferTrouble::Refused:
        return _("The call was not taken over. The customer is still with you.");
    case desk::TransferTrouble::NotThere: return _("There is no call that could be handed on.");
    case desk::TransferTrouble::None: break;
    }
    if (view.asking) return _("Handing the call on...");
    switch (view.stage) {
    case desk::TransferStage::Consulting:
        return _("The colleague's phone rings; the customer waits.");
    case desk::TransferStage::Ready: return _("You talk to the colleague; the customer waits.");
    case desk::TransferStage::Possible:
    case desk::TransferStage::None: break;
    }
    return _("Choose a colleague or type a number.");
}

} // namespace

TransferPanel::TransferPanel(wxWindow* parent, desk::TransferDesk& transfer,
                             std::function<void()> close)
    : wxPanel(parent), transfer_(transfer) {
    SetBackgroundColour(parent->GetBackgroundColour());
    number_ = make_field(this, "console.transfer.number", _("Number or extension"));
    number_->SetHint(_("Number or extension"));
    colleagues_ = new RowList(this, "console.transfer.colleagues", _("Colleagues"),
                              {{_("Name"), 110, true}, {_("State"), 120}, {_("Extension"), 60}},
                              RowList::Head::Hidden);
    colleagues_->SetMinSize(FromDIP(wxSize(200, 96)));
    ask_ = make_button(this, "console.transfer.consult", _("Ask first"), ButtonRole::Primary);
    now_ = make_button(this, "console.transfer.now", _("Hand on now"));
    complete_ =
        make_button(this, "console.transfer.complete", _("Put through"), ButtonRole::Primary);
    together_ = make_button(this, "console.transfer.together", _("All together"));
    back_ = make_button(this, "console.transfer.back", _("Back to the customer"));
    close_ = make_button(this, "console.transfer.close", {}, ButtonRole::Flat, "close",
                         _("Close the transfer"));
    hint_ = make_text(this, "console.transfer.hint", {}, Type::Body, Cut::AtEnd);
    hint_->SetForegroundColour(palette().muted);
    lay_out();
    ask_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { transfer_.consult(target()); });
    now_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { transfer_.hand_on(target()); });
    complete_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { transfer_.complete(); });
    together_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { transfer_.together(); });
    back_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { transfer_.back(); });
    close_->Bind(wxEVT_BUTTON, [close = std::move(close)](wxCommandEvent&) { close(); });
    number_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { show(transfer_.view()); });
    colleagues_->on_selected([this](const std::string&) { show(transfer_.view()); });
    colleagues_->on_activated([this](const std::string&) { transfer_.consult(target()); });
    watching_ = transfer_.watch([this](const desk::TransferView& view) { show(view); });
    show(transfer_.view());
}

void TransferPanel::lay_out() {
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(this, "console.transfer.title", _("Transfer"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kInner);
    head->Add(hint_, wxSizerFlags(1).CentreVertical());
    head->Add(close_, wxSizerFlags().CentreVertical());
    auto* keys = new wxBoxSizer(wxHORIZONTAL);
    keys->Add(number_, wxSizerFlags(1).CentreVertical());
    for (auto* button : {ask_, now_, complete_, together_, back_})
        keys->Add(button, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kSmall)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, wxSizerFlags().Expand());
    all->Add(colleagues_, wxSizerFlags(1).Expand().Border(wxTOP | wxBOTTOM, FromDIP(gap::kSmall)));
    all->Add(keys, wxSizerFlags().Expand());
    SetSizer(all);
}

void TransferPanel::focus() { number_->SetFocus(); }

std::string TransferPanel::target() const {
    const auto typed = number_->GetValue().Trim().Trim(false);
    if (!typed.empty()) return utf8(typed);
    const auto chosen =
        std::ranges::find(shown_, core::AgentId(colleagues_->selected()), &desk::Colleague::id);
    return chosen == shown_.end() ? std::string{} : chosen->extension;
}

void TransferPanel::show(const desk::TransferView& view) {
    if (view.colleagues != shown_) {
        shown_ = view.colleagues;
        std::vector<std::string> keys;
        for (const auto& each : shown_) keys.push_back(each.id.value);
        colleagues_->set_rows(std::move(keys), [this](std::size_t row, std::size_t column) {
            return cell_of(shown_[row], column);
        });
    }
    const bool talks = view.stage == desk::TransferStage::Ready;
    const bool rings = view.stage == desk::TransferStage::Consulting;
    const bool chosen = !target().empty();
    number_->Show(!talks && !rings);
    ask_->Show(!talks && !rings);
    now_->Show(!talks && !rings);
    ask_->Enable(chosen && view.stage == desk::TransferStage::Possible);
    now_->Enable(chosen && view.stage == desk::TransferStage::Possible && !view.asking);
    complete_->Show(talks);
    together_->Show(talks);
    together_->Enable(!view.conference);
    back_->Show(talks || rings);
    hint_->SetForegroundColour(view.trouble == desk::TransferTrouble::None ? palette().muted
                                                                           : palette().bad.strong);
    set_text(hint_, hint_of(view));
    Layout();
}

} // namespace sangdam::ui
