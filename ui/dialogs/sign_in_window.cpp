// SPDX-License-Identifier: MIT

#include "dialogs/sign_in_window.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/error_words.h"
#include "kit/icons.h"
#include "kit/notice.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "kit/theme.h"

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

base::Errc code_of(desk::SignInTrouble trouble) {
    switch (trouble) {
    case desk::SignInTrouble::Refused: return base::Errc::Refused;
    case desk::SignInTrouble::Unreachable: return base::Errc::Unavailable;
    case desk::SignInTrouble::Misconfigured: return base::Errc::BadInput;
    case desk::SignInTrouble::Replaced: return base::Errc::Conflict;
    case desk::SignInTrouble::None: break;
    }
    return base::Errc::Internal;
}

} // namespace

SignInWindow::SignInWindow(desk::AgentDesk& agent, const Start& start,
                           std::function<void(SignInWish)> wanted, std::function<void()> closed)
    : wxFrame(nullptr, wxID_ANY, _("Sign in to SangdamCall"), wxDefaultPosition, wxDefaultSize,
              wxCAPTION | wxCLOSE_BOX | wxSYSTEM_MENU | wxMINIMIZE_BOX),
      wanted_(std::move(wanted)) {
    make_accessible(this, "sign_in", _("Sign in to SangdamCall"));
    SetIcons(app_icons());
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    lines->Add(make_text(ground, "sign_in.title", _("SangdamCall"), Type::Display));
    lines->Add(
        make_muted(ground, _("Sign in with the account your administrator gave you."), Type::Body));
    gap::add(lines, this, gap::kApart);
    const auto field = [&](const char* id, const wxString& label, long style) {
        lines->Add(make_muted(ground, label));
        gap::add(lines, this, gap::kHair);
        auto* made = make_field(ground, id, label, style | wxTE_PROCESS_ENTER);
        lines->Add(made, wide);
        gap::add(lines, this, gap::kNear);
        made->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { try_it(); });
        return made;
    };
    login_ = field("sign_in.login", _("Login"), 0);
    password_ = field("sign_in.password", _("Password"), wxTE_PASSWORD);
    server_ = field("sign_in.server", _("Server"), 0);
    server_->SetValue(text(start.server));
    login_->SetValue(text(start.login));
    trouble_ = new Notice(ground, "sign_in.trouble", Notice::Closing::ByProgram);
    lines->Add(trouble_, wide);
    gap::add(lines, this, gap::kNear);
    sign_in_ = make_button(ground, "sign_in.go", _("Sign in"), ButtonRole::Primary);
    sign_in_->SetMinSize(wxSize(-1, FromDIP(38)));
    lines->Add(sign_in_, wide);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kWide)));
    ground->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground, wxSizerFlags(1).Expand());
    SetSizer(all);
    // Room for the longest sentence from the start: the button must not run from the mouse.
    SetClientSize(FromDIP(380), around->GetMinSize().y + FromDIP(72));
    Centre();

    sign_in_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { try_it(); });
    Bind(wxEVT_CLOSE_WINDOW, [this, closed = std::move(closed)](wxCloseEvent& event) {
        if (!event.CanVeto()) return event.Skip();
        event.Veto();
        Hide();
        closed();
    });
    watching_ = agent.watch([this](const desk::AgentView& view) { show(view); });
    show(agent.view());
}

void SignInWindow::open() {
    Show();
    Raise();
    (login_->IsEmpty() ? login_ : password_)->SetFocus();
}

void SignInWindow::show(const desk::AgentView& view) {
    const bool trying = view.sign_in == desk::SignIn::Trying;
    for (wxWindow* control : std::initializer_list<wxWindow*>{server_, login_, password_, sign_in_})
        control->Enable(!trying);
    sign_in_->SetLabel(trying ? _("Signing in...") : _("Sign in"));
    if (trying || view.trouble == desk::SignInTrouble::None)
        trouble_->clear();
    else
        trouble_->show_sentence(
            sentence_for(Doing::SignIn, {code_of(view.trouble), view.trouble_what}), Tone::Bad);
    if (view.sign_in == desk::SignIn::In && last_ != desk::SignIn::In) {
        password_->Clear(); // Not longer in memory than needed.
        Hide();
    }
    if (last_ == desk::SignIn::Trying && view.trouble == desk::SignInTrouble::Refused) {
        password_->SelectAll();
        password_->SetFocus();
    }
    last_ = view.sign_in;
}

void SignInWindow::try_it() {
    if (!sign_in_->IsEnabled()) return;
    wxTextCtrl* empty = login_->IsEmpty()      ? login_
                        : password_->IsEmpty() ? password_
                        : server_->IsEmpty()   ? server_
                                               : nullptr;
    if (empty != nullptr) {
        trouble_->show_sentence(_("Type your login, your password and the server's address."),
                                Tone::Bad);
        empty->SetFocus();
        return;
    }
    wanted_({utf8(server_->GetValue().Trim().Trim(false)),
             utf8(login_->GetValue().Trim().Trim(false)),
             base::Secret(utf8(password_->GetValue()))});
}

} // namespace sangdam::ui
