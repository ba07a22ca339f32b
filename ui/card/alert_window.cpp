// SPDX-License-Identifier: MIT

#include "card/alert_window.h"

#include "kit/accessible.h"
#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/native_look.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/callback_words.h"

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

constexpr int kWidth = 440; // As the cards: they share a column.

} // namespace

AlertWindow::AlertWindow(AlertWishes wishes)
    : wxFrame(nullptr, wxID_ANY, _("Callback"), wxDefaultPosition, wxDefaultSize,
              wxBORDER_NONE | wxSTAY_ON_TOP | wxFRAME_NO_TASKBAR | wxFRAME_TOOL_WINDOW),
      wishes_(std::move(wishes)) {
    make_accessible(this, "alert", _("Callback"));
    build();
    never_take_focus(this);
}

void AlertWindow::build() {
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    heading_ = new Badge(ground, "alert.heading");
    when_ = make_text(ground, "alert.when", {}, Type::Strong);
    who_ = make_text(ground, "alert.who", {}, Type::Title, Cut::AtEnd);
    note_ = make_text(ground, "alert.note", {}, Type::Body, Cut::AtEnd);
    note_->SetForegroundColour(palette().muted);
    auto* close = make_button(ground, "alert.close", {}, ButtonRole::Flat, "close",
                              _("Close; it comes back when it is due"));
    close->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.close(callback()); });
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(heading_, wxSizerFlags().CentreVertical());
    head->AddStretchSpacer();
    head->Add(when_, wxSizerFlags().CentreVertical());
    head->Add(close, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(head, wxSizerFlags().Expand());
    lines->Add(who_, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kSmall);
    lines->Add(note_, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kInner);
    lines->Add(build_buttons(ground), wxSizerFlags().Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground, wxSizerFlags(1).Expand());
    SetSizer(all);
    show_alert({});
    SetClientSize(FromDIP(kWidth), ground->GetBestSize().y + FromDIP(gap::kSmall));
}

wxSizer* AlertWindow::build_buttons(wxWindow* ground) {
    auto* call = make_button(ground, "alert.call", _("Call"), ButtonRole::Primary, "phone");
    auto* later = make_button(ground, "alert.snooze", _("In 10 minutes"));
    auto* done = make_button(ground, "alert.done", _("Done"), ButtonRole::Plain, "check");
    call->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.call(alert_.callback); });
    later->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.snooze(callback()); });
    done->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.done(callback()); });
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    for (auto* button : {call, later, done})
        row->Add(button, wxSizerFlags(1).Border(wxRIGHT, button == done ? 0 : FromDIP(gap::kNear)));
    return row;
}

void AlertWindow::show_alert(const desk::Alert& alert) {
    alert_ = alert;
    const Tone tone = alert.kind == desk::AlertKind::Soon  ? Tone::Accent
                      : alert.kind == desk::AlertKind::Due ? Tone::Warn
                                                           : Tone::Bad;
    heading_->show_word(alert_heading(alert), tone, "bell");
    set_text(when_, moment_text(alert.callback.due_at));
    set_text(who_, who_of(alert.callback));
    set_text(note_, alert.callback.note.empty() ? _("No note") : text(alert.callback.note));
    say(this, alert_heading(alert) + " " + who_of(alert.callback));
    Layout();
}

} // namespace sangdam::ui
