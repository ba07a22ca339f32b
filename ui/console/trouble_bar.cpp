// SPDX-License-Identifier: MIT

#include "console/trouble_bar.h"

#include "kit/controls.h"
#include "kit/error_words.h"
#include "kit/notice.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/handset_words.h"
#include "words/outcall_words.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

wxString words_of(core::RegistrationState state) {
    if (state == core::RegistrationState::Refused)
        return _("The telephone system refuses this seat's account: calls cannot reach you. Tell "
                 "your administrator.");
    return _(
        "The telephone system cannot be reached: calls cannot reach you. We keep trying; check "
        "the network.");
}

base::Error error_of(desk::DialTrouble trouble) {
    switch (trouble) {
    case desk::DialTrouble::NotANumber: return {base::Errc::BadInput, {}};
    case desk::DialTrouble::AlreadyDialling: return {base::Errc::Conflict, {}};
    case desk::DialTrouble::NoPhone:
    case desk::DialTrouble::None: break;
    }
    return {base::Errc::Unavailable, {}};
}

} // namespace

TroubleBar::TroubleBar(wxWindow* parent, desk::AgentDesk& agent, desk::CallControls& controls,
                       desk::OutcallDesk& outcalls)
    : wxPanel(parent), outcalls_(outcalls),
      link_(new Notice(this, "console.offline", Notice::Closing::ByProgram)),
      phone_(new Notice(this, "console.phone_trouble", Notice::Closing::ByProgram)),
      handset_(new Notice(this, "console.handset_trouble", Notice::Closing::ByHand)),
      wish_(new Notice(this, "console.trouble", Notice::Closing::ByHand)), anyway_(why_call()) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    for (auto* notice : {link_, phone_, handset_, wish_})
        all->Add(notice, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(1)));
    all->Add(anyway_, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(1)));
    SetSizer(all);
    wish_->on_closed([this] { outcalls_.forget_trouble(); });
    watching_outcalls_ =
        outcalls.watch([this](const desk::OutcallView& view) { show_outcall(view); });
    watching_agent_ = agent.watch([this](const desk::AgentView& view) { show_agent(view); });
    watching_controls_ =
        controls.watch([this](const desk::CallControlsView& view) { show_controls(view); });
    show_agent(agent.view());
    show_controls(controls.view());
}

void TroubleBar::show_agent(const desk::AgentView& view) {
    if (view.offline_bar)
        link_->show_sentence(_("The connection to the server is lost. What you type is kept safely "
                               "on this PC."),
                             Tone::Warn);
    else
        link_->clear();
    const auto state = view.registration.state;
    const bool unreachable =
        state == core::RegistrationState::Refused || state == core::RegistrationState::Unreachable;
    if (view.sign_in == desk::SignIn::In && unreachable)
        phone_->show_sentence(words_of(state), Tone::Bad);
    else
        phone_->clear();
    if (view.change_failed != change_failed_) { // Once: what was closed by hand stays closed.
        change_failed_ = view.change_failed;
        if (change_failed_)
            wish_->show_sentence(sentence_for(Doing::ChangeState, {base::Errc::Unavailable, {}}),
                                 Tone::Bad);
        else
            wish_->clear();
    }
}

wxPanel* TroubleBar::why_call() {
    auto* panel = new wxPanel(this);
    panel->SetBackgroundColour(palette().bad.soft);
    reason_ = make_field(panel, "console.anyway.reason", _("Why this call must be made"),
                         wxTE_PROCESS_ENTER);
    reason_->SetHint(_("Why this call must be made"));
    auto* call = make_button(panel, "console.anyway.call", _("Call all the same"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(reason_, wxSizerFlags(1).CentreVertical().Border(wxALL, FromDIP(gap::kSmall)));
    row->Add(call, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(gap::kSmall)));
    panel->SetSizer(row);
    const auto go = [this](wxCommandEvent&) {
        outcalls_.call_anyway(utf8(reason_->GetValue().Trim().Trim(false)));
    };
    call->Bind(wxEVT_BUTTON, go);
    reason_->Bind(wxEVT_TEXT_ENTER, go);
    panel->Hide();
    return panel;
}

void TroubleBar::relayout() {
    for (auto* window = static_cast<wxWindow*>(this); window != nullptr;
         window = window->GetParent()) {
        window->InvalidateBestSize();
        window->Layout();
        if (window->IsTopLevel()) break;
    }
}

void TroubleBar::show_outcall(const desk::OutcallView& view) {
    if (view.trouble == outcall_trouble_) return;
    outcall_trouble_ = view.trouble;
    if (view.trouble == desk::OutcallTrouble::None)
        wish_->clear();
    else
        wish_->show_sentence(sentence_for(view.trouble), Tone::Bad);
    const bool ask = view.trouble == desk::OutcallTrouble::DoNotCall;
    if (anyway_->IsShown() == ask) return;
    anyway_->Show(ask);
    reason_->Clear();
    relayout();
    if (ask) reason_->SetFocus();
}

void TroubleBar::show_controls(const desk::CallControlsView& view) {
    if (view.handsets != handsets_) { // Once: what was closed by hand stays closed.
        handsets_ = view.handsets;
        const auto trouble = handset_trouble(handsets_);
        if (trouble.sentence.empty())
            handset_->clear();
        else
            handset_->show_sentence(trouble.sentence, trouble.tone);
    }
    if (view.dial_trouble == dial_trouble_) return;
    dial_trouble_ = view.dial_trouble;
    if (dial_trouble_ != desk::DialTrouble::None)
        wish_->show_sentence(sentence_for(Doing::Dial, error_of(dial_trouble_)), Tone::Bad);
    else
        wish_->clear();
}

} // namespace sangdam::ui
