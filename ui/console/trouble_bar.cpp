// SPDX-License-Identifier: MIT

#include "console/trouble_bar.h"

#include "kit/error_words.h"
#include "kit/notice.h"
#include "kit/spacing.h"
#include "words/handset_words.h"

#include <wx/sizer.h>
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

TroubleBar::TroubleBar(wxWindow* parent, desk::AgentDesk& agent, desk::CallControls& controls)
    : wxPanel(parent), link_(new Notice(this, "console.offline", Notice::Closing::ByProgram)),
      phone_(new Notice(this, "console.phone_trouble", Notice::Closing::ByProgram)),
      handset_(new Notice(this, "console.handset_trouble", Notice::Closing::ByHand)),
      wish_(new Notice(this, "console.trouble", Notice::Closing::ByHand)) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    for (auto* notice : {link_, phone_, handset_, wish_})
        all->Add(notice, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(1)));
    SetSizer(all);
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
