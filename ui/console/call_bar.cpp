// SPDX-License-Identifier: MIT

#include "console/call_bar.h"

#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/tglbtn.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

wxString who_of(const desk::CallControlsView& view) {
    const auto& call = view.in_hand->call;
    wxString line = call.peer.hidden() ? _("Number withheld") : text(call.peer.masked());
    if (!call.queue.empty()) line += wxString::FromUTF8(" · ") + text(call.queue);
    if (!view.others.empty())
        line += wxString::FromUTF8(" · ") +
                wxString::Format(wxPLURAL("%zu more call", "%zu more calls",
                                          static_cast<unsigned>(view.others.size())),
                                 view.others.size());
    return line;
}

} // namespace

CallBar::CallBar(wxWindow* parent, desk::CallControls& controls)
    : wxPanel(parent), controls_(controls), ground_(new Section(this, Section::Ground::Raised)) {
    SetBackgroundColour(parent->GetBackgroundColour());
    phase_ = new Badge(ground_, "console.call.phase");
    timer_ = make_text(ground_, "console.call.timer", {}, Type::Title);
    who_ = make_text(ground_, "console.call.who", {}, Type::Body, Cut::AtEnd);
    who_->SetForegroundColour(palette().muted);
    answer_ =
        make_button(ground_, "console.call.answer", _("Answer F9"), ButtonRole::Good, "phone");
    mute_ = make_toggle(ground_, "console.call.mute", _("Mute F10"), Tone::Bad, "mic_off");
    hold_ = make_toggle(ground_, "console.call.hold", _("Hold F11"), Tone::Warn, "pause");
    hang_up_ = make_button(ground_, "console.call.hang_up", _("Hang up F9"), ButtonRole::Bad,
                           "phone_down");

    auto* said = new wxBoxSizer(wxHORIZONTAL);
    said->Add(phase_, wxSizerFlags().CentreVertical());
    said->Add(timer_,
              wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(gap::kNear)));
    said->Add(who_, wxSizerFlags(1).CentreVertical());
    auto* keys = new wxGridSizer(4, FromDIP(wxSize(6, 6)));
    for (wxWindow* button : std::initializer_list<wxWindow*>{answer_, mute_, hold_, hang_up_})
        keys->Add(button, wxSizerFlags().Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(said, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kNear)));
    around->Add(keys,
                wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(gap::kNear)));
    ground_->SetSizer(around);
    ground_->SetMinSize(wxSize(-1, FromDIP(86)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground_, wxSizerFlags(1).Expand());
    SetSizer(all);

    answer_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { controls_.answer(); });
    hang_up_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { controls_.hang_up(); });
    // The button shows what the call is, not what was pressed: the call answers in a moment.
    mute_->Bind(wxEVT_TOGGLEBUTTON, [this](wxCommandEvent&) {
        controls_.toggle_mute();
        show(controls_.view());
    });
    hold_->Bind(wxEVT_TOGGLEBUTTON, [this](wxCommandEvent&) {
        controls_.toggle_hold();
        show(controls_.view());
    });
    watching_ = controls_.watch([this](const desk::CallControlsView& view) { show(view); });
    show(controls_.view());
}

void CallBar::show(const desk::CallControlsView& view) {
    if (view.in_hand) {
        show_call(*view.in_hand);
        set_text(who_, who_of(view));
    } else {
        show_idle(view);
    }
    show_buttons(view.in_hand.value_or(desk::CallLine{}));
    Layout();
    ground_->Layout();
}

void CallBar::show_call(const desk::CallLine& line) {
    const Look look = look_of(line.call.phase);
    phase_->show_word(look.word, look.tone, look.icon);
    timer_->Show();
    set_text(timer_, clock_text(line.elapsed));
}

void CallBar::show_idle(const desk::CallControlsView& view) {
    timer_->Hide();
    if (view.handset_lifted) {
        phase_->show_word(_("Handset lifted"), Tone::Accent, "phone");
        set_text(who_, view.typed_on_handset.empty() ? _("Dial on the keypad or in the field above")
                                                     : text(view.typed_on_handset));
        return;
    }
    phase_->show_word(_("No call"), Tone::Idle, "phone");
    set_text(who_, view.last_ended && view.last_ended->cause ? words_of(*view.last_ended->cause)
                                                             : wxString());
}

void CallBar::show_buttons(const desk::CallLine& line) {
    answer_->Enable(line.can_answer);
    hang_up_->Enable(line.can_hang_up);
    mute_->Enable(line.can_mute);
    mute_->SetValue(line.can_mute && line.call.muted);
    hold_->Enable(line.can_hold);
    hold_->SetValue(line.can_hold && line.call.phase == core::Phase::Held);
}

} // namespace sangdam::ui
