// SPDX-License-Identifier: MIT

#include "console/call_bar.h"

#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"
#include "words/outcall_words.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/tglbtn.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

wxString who_of(const desk::CallControlsView& view) {
    const auto& call = view.in_hand->call;
    wxString line = call.peer.hidden() ? _("Number withheld") : text(call.peer.masked());
    if (!call.peer_name.empty() && call.peer.kind() == core::NumberKind::Unknown)
        line = text(call.peer_name) + "  " + line;
    if (!call.queue.empty()) line += wxString::FromUTF8(" · ") + text(call.queue);
    if (call.conference) line += wxString::FromUTF8(" · ") + _("Conference");
    if (!view.others.empty())
        line += wxString::FromUTF8(" · ") +
                wxString::Format(wxPLURAL("%zu more call", "%zu more calls",
                                          static_cast<unsigned>(view.others.size())),
                                 view.others.size());
    return line;
}

} // namespace

CallBar::CallBar(wxWindow* parent, desk::CallControls& controls, desk::OutcallDesk& outcalls,
                 Doors doors)
    : wxPanel(parent), controls_(controls), outcalls_(outcalls), doors_(std::move(doors)),
      ground_(new Section(this, Section::Ground::Raised)) {
    SetBackgroundColour(parent->GetBackgroundColour());
    phase_ = new Badge(ground_, "console.call.phase");
    timer_ = make_text(ground_, "console.call.timer", {}, Type::Title);
    who_ = make_text(ground_, "console.call.who", {}, Type::Body, Cut::AtEnd);
    who_->SetForegroundColour(palette().muted);
    quality_ = new Badge(ground_, "console.call.quality");
    answer_ = make_button(ground_, "console.call.answer", _("Answer"), ButtonRole::Good, "phone");
    hang_up_ =
        make_button(ground_, "console.call.hang_up", _("Hang up"), ButtonRole::Bad, "phone_down");
    mute_ = make_toggle(ground_, "console.call.mute", _("Mute"), Tone::Bad, "mic_off");
    hold_ = make_toggle(ground_, "console.call.hold", _("Hold"), Tone::Warn, "pause");
    transfer_ = make_button(ground_, "console.call.transfer", _("Transfer"));
    keypad_ = make_button(ground_, "console.call.keypad", _("Keypad"));
    warn_ = make_button(ground_, "console.call.warn", _("Abuse"));
    decline_ = make_button(ground_, "console.call.decline", _("Decline"));
    answer_->SetToolTip("F9");
    hang_up_->SetToolTip("F9");
    mute_->SetToolTip("F10");
    hold_->SetToolTip("F11");
    transfer_->SetToolTip("F7");
    warn_->SetToolTip(_("Warning script for abusive callers (F12)"));
    lay_out();
    bind();
    watching_ = controls_.watch([this](const desk::CallControlsView&) { show(); });
    watching_outcalls_ = outcalls_.watch([this](const desk::OutcallView&) { show(); });
    show();
}

void CallBar::lay_out() {
    auto* said = new wxBoxSizer(wxHORIZONTAL);
    said->Add(phase_, wxSizerFlags().CentreVertical());
    said->Add(timer_,
              wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(gap::kNear)));
    said->Add(who_, wxSizerFlags(1).CentreVertical());
    said->Add(quality_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kSmall)));
    auto* keys = new wxBoxSizer(wxHORIZONTAL);
    for (wxWindow* button : std::initializer_list<wxWindow*>{answer_, hang_up_, decline_, mute_,
                                                             hold_, transfer_, keypad_, warn_}) {
        button->SetMinSize(FromDIP(wxSize(48, 32)));
        keys->Add(button, wxSizerFlags(button == answer_ || button == hang_up_ ? 3 : 2)
                              .Border(wxRIGHT, button == warn_ ? 0 : FromDIP(gap::kSmall)));
    }
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(said, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kNear)));
    around->Add(keys,
                wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(gap::kNear)));
    ground_->SetSizer(around);
    ground_->SetMinSize(wxSize(-1, FromDIP(86)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground_, wxSizerFlags(1).Expand());
    SetSizer(all);
}

void CallBar::bind() {
    answer_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { controls_.answer(); });
    decline_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { controls_.decline(); });
    hang_up_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        if (outcalls_.view().going_on() && !controls_.view().in_hand)
            outcalls_.cancel();
        else
            controls_.hang_up();
    });
    // The button shows what the call is, not what was pressed: the call answers in a moment.
    mute_->Bind(wxEVT_TOGGLEBUTTON, [this](wxCommandEvent&) {
        controls_.toggle_mute();
        show();
    });
    hold_->Bind(wxEVT_TOGGLEBUTTON, [this](wxCommandEvent&) {
        controls_.toggle_hold();
        show();
    });
    transfer_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { doors_.transfer(); });
    keypad_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { doors_.keypad(); });
    warn_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { doors_.warn(); });
}

void CallBar::show() {
    const auto& view = controls_.view();
    const auto& out = outcalls_.view();
    if (view.in_hand) {
        show_call(*view.in_hand);
        set_text(who_, who_of(view));
    } else {
        show_idle(view);
    }
    if (out.going_on() && (!out.outcall || out.outcall->stage < core::OutcallStage::Talking)) {
        const auto stage = out.outcall ? out.outcall->stage : core::OutcallStage::SeatRinging;
        phase_->show_word(text(out.wanted.masked()), Tone::Accent, "phone_out");
        timer_->Show();
        set_text(timer_, clock_text(out.in_stage));
        set_text(who_, stage_trail(stage));
    }
    show_buttons(view);
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
    const auto& out = outcalls_.view().outcall;
    if (out && out->failure != core::OutcallFailure::None)
        return set_text(who_, words_of(out->failure));
    set_text(who_, view.last_ended && view.last_ended->cause ? words_of(*view.last_ended->cause)
                                                             : wxString());
}

void CallBar::show_buttons(const desk::CallControlsView& view) {
    const desk::CallLine line = view.in_hand.value_or(desk::CallLine{});
    // One place for F9: it answers what rings and ends everything else.
    answer_->Show(line.can_answer);
    decline_->Show(line.can_answer);
    hang_up_->Show(!line.can_answer);
    hang_up_->Enable(line.can_hang_up || outcalls_.view().going_on());
    mute_->Enable(line.can_mute);
    mute_->SetValue(line.can_mute && line.call.muted);
    hold_->Enable(line.can_hold);
    hold_->SetValue(line.can_hold && line.call.phase == core::Phase::Held);
    transfer_->Enable(line.can_hold);
    keypad_->Enable(line.can_send_digits);
    warn_->Enable(line.can_mute);
}

} // namespace sangdam::ui
