// SPDX-License-Identifier: MIT

#include "dialogs/handset_page_window.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/icons.h"
#include "kit/notice.h"
#include "kit/row_list.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/handset_words.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/tglbtn.h>
#include <wx/translation.h>
#include <wx/wrapsizer.h>

#include <set>

namespace sangdam::ui {
namespace {

using core::TeachAnswer;
using core::TeachStep;

wxString place_of(const core::HandsetPart& part) {
    return part.report_id == 0 ? wxString::Format(_("bit %u"), part.bit)
                               : wxString::Format(_("report %u, bit %u"), part.report_id, part.bit);
}

bool asks(TeachStep step) {
    return step == TeachStep::Lift || step == TeachStep::PutDown || step == TeachStep::Mute ||
           step == TeachStep::Ring;
}

wxString about_of(const core::HandsetPlan& plan) {
    wxString line = wxString::Format(_("USB %s"), text(plan.device.vid_pid));
    if (plan.taught) line += wxString::FromUTF8(" · ") + _("taught on this PC");
    return line;
}

// A dial pad of single bits is twelve parts and one thing to press.
std::vector<core::HandsetPart> rows_of(const core::HandsetPlan& plan) {
    std::vector<core::HandsetPart> out;
    std::set<std::string> seen;
    for (const auto& part : plan.keys)
        if (seen.insert(part.role).second) out.push_back(part);
    return out;
}

} // namespace

HandsetPageWindow::HandsetPageWindow(desk::HandsetPage& page)
    : wxFrame(nullptr, wxID_ANY, _("Handset settings")), page_(page), ground_(new wxPanel(this)) {
    make_accessible(this, "handset_page", _("Handset settings"));
    SetIcons(app_icons());
    ground_->SetBackgroundColour(palette().surface);
    devices_ = make_choice(ground_, "handset_page.device", _("Device"));
    about_ = make_text(ground_, "handset_page.about", {}, Type::Small, Cut::AtEnd);
    state_ = new Notice(ground_, "handset_page.state", Notice::Closing::ByProgram);
    keys_ = new RowList(ground_, "handset_page.keys", _("Keys"),
                        {{_("Key"), 190}, {_("Now"), 110}, {_("Place"), 140}, {_("Kind"), 90}},
                        RowList::Head::Shown);
    keys_->SetMinSize(FromDIP(wxSize(540, 190)));
    last_ = make_text(ground_, "handset_page.last", {}, Type::Strong, Cut::AtEnd);
    lamps_ = new wxPanel(ground_);
    lamps_->SetBackgroundColour(palette().surface);
    lamps_->SetSizer(new wxWrapSizer(wxHORIZONTAL));
    lesson_ = new Notice(ground_, "handset_page.lesson", Notice::Closing::ByProgram);

    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    lines->Add(make_muted(ground_, _("Device")));
    gap::add(lines, this, gap::kHair);
    lines->Add(devices_, wide);
    gap::add(lines, this, gap::kSmall);
    lines->Add(about_, wide);
    gap::add(lines, this, gap::kNear);
    lines->Add(state_, wide);
    gap::add(lines, this, gap::kNear);
    lines->Add(keys_, wxSizerFlags(1).Expand());
    gap::add(lines, this, gap::kNear);
    lines->Add(last_, wide);
    gap::add(lines, this, gap::kApart);
    lines->Add(make_muted(ground_, _("Lamps: a click lights one, another puts it out")));
    gap::add(lines, this, gap::kSmall);
    lines->Add(lamps_, wide);
    gap::add(lines, this, gap::kApart);
    lines->Add(lesson_, wide);
    gap::add(lines, this, gap::kNear);
    lines->Add(teach_row(ground_), wide);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground_->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground_, wxSizerFlags(1).Expand());
    SetSizer(all);
    SetClientSize(FromDIP(wxSize(600, 620)));
    SetMinSize(FromDIP(wxSize(480, 480)));
    bind();
    watching_ = page_.watch([this](const desk::HandsetPageView& view) { show(view); });
    show(page_.view());
}

wxSizer* HandsetPageWindow::teach_row(wxWindow* parent) {
    teach_ = make_button(parent, "handset_page.teach", _("Teach my handset"), ButtonRole::Primary);
    yes_ = make_button(parent, "handset_page.yes", _("Yes, it rings"), ButtonRole::Good);
    no_ = make_button(parent, "handset_page.no", _("No, nothing happens"));
    skip_ = make_button(parent, "handset_page.skip", _("Skip"));
    cancel_ = make_button(parent, "handset_page.cancel", _("Stop the lesson"));
    forget_ = make_button(parent, "handset_page.forget", _("Forget what was taught"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    for (auto* button : {teach_, yes_, no_, skip_, cancel_, forget_}) {
        row->Add(button, wxSizerFlags().CentreVertical());
        gap::add(row, this, gap::kNear);
    }
    return row;
}

void HandsetPageWindow::bind() {
    devices_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto at = static_cast<std::size_t>(event.GetSelection());
        if (at < shown_.devices.size()) page_.choose(shown_.devices[at].device.id);
    });
    teach_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { page_.teach(); });
    forget_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { page_.forget_taught(); });
    const auto answers = [this](wxButton* button, TeachAnswer answer) {
        button->Bind(wxEVT_BUTTON, [this, answer](wxCommandEvent&) { page_.answer(answer); });
    };
    answers(yes_, TeachAnswer::Yes);
    answers(no_, TeachAnswer::No);
    answers(skip_, TeachAnswer::Skip);
    answers(cancel_, TeachAnswer::Cancel);
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        page_.close();
        if (!event.CanVeto()) return event.Skip();
        Hide();
    });
}

void HandsetPageWindow::open() {
    page_.open();
    Show();
    Raise();
}

void HandsetPageWindow::show(const desk::HandsetPageView& view) {
    const auto before = std::exchange(shown_, view);
    const auto* plan = view.plan();
    const bool other = before.chosen != view.chosen || before.devices != view.devices;
    if (other || devices_->IsEmpty()) {
        show_devices(view);
        show_lamps(view);
    }
    show_keys(view);
    for (const auto& [role, button] : lamp_buttons_) button->SetValue(view.lit.contains(role));
    set_text(last_, view.last_role.empty()
                        ? wxString{}
                        : wxString::Format(_("Last: %s – %s"), key_word(view.last_role),
                                           press_word(view.last_role, view.last_what)));
    if (plan != nullptr) {
        const auto state = state_of(*plan);
        state_->show_sentence(state.sentence, state.tone);
    } else {
        state_->show_sentence(_("No USB handset is plugged in. F9, F10 and F11 do the same from "
                                "the keyboard while there is a call."),
                              Tone::Neutral);
    }
    show_lesson(view);
    ground_->Layout();
}

void HandsetPageWindow::show_devices(const desk::HandsetPageView& view) {
    devices_->Clear();
    for (const auto& plan : view.devices) {
        devices_->Append(text(plan.device.name.empty() ? plan.device.vid_pid : plan.device.name));
        if (plan.device.id == view.chosen)
            devices_->SetSelection(static_cast<int>(devices_->GetCount()) - 1);
    }
    devices_->Enable(!view.devices.empty());
    const auto* plan = view.plan();
    set_text(about_, plan == nullptr ? wxString{} : about_of(*plan));
}

void HandsetPageWindow::show_keys(const desk::HandsetPageView& view) {
    const auto* plan = view.plan();
    const auto rows = plan == nullptr ? std::vector<core::HandsetPart>{} : rows_of(*plan);
    std::vector<std::string> keys;
    for (const auto& part : rows) keys.push_back(part.role);
    keys_->set_rows(keys, [rows, pressed = view.pressed](std::size_t row, std::size_t column) {
        const auto& part = rows[row];
        const auto now = pressed.find(part.role);
        const bool on = now != pressed.end() && now->second != "off";
        const Tone tone = on ? Tone::Good : Tone::Neutral;
        switch (column) {
        case 0: return Cell{key_word(part.role), tone, on, {}};
        case 1:
            return Cell{now == pressed.end() ? wxString{} : press_word(part.role, now->second),
                        tone,
                        on,
                        {}};
        case 2: return Cell{place_of(part), Tone::Idle, false, {}};
        default: return Cell{kind_word(part.kind), Tone::Idle, false, {}};
        }
    });
}

void HandsetPageWindow::show_lamps(const desk::HandsetPageView& view) {
    lamps_->GetSizer()->Clear(true);
    lamp_buttons_.clear();
    const auto* plan = view.plan();
    if (plan == nullptr) return;
    for (const auto& lamp : plan->lamps) {
        if (lamp_buttons_.contains(lamp.role)) continue;
        auto* button = make_toggle(lamps_, ("handset_page.lamp." + lamp.role).c_str(),
                                   lamp_word(lamp.role), Tone::Good, {});
        button->Enable(plan->device.usable);
        button->Bind(wxEVT_TOGGLEBUTTON,
                     [this, role = lamp.role](wxCommandEvent&) { page_.toggle_lamp(role); });
        lamps_->GetSizer()->Add(button, wxSizerFlags().Border(wxRIGHT | wxBOTTOM, FromDIP(6)));
        lamp_buttons_[lamp.role] = button;
    }
    if (lamp_buttons_.empty())
        lamps_->GetSizer()->Add(make_muted(lamps_, _("It has none that a program can light.")));
    lamps_->Layout();
}

void HandsetPageWindow::show_lesson(const desk::HandsetPageView& view) {
    const auto& lesson = view.teaching;
    const auto* plan = view.plan();
    const auto said = lesson_sentence(lesson);
    if (said.sentence.empty())
        lesson_->clear();
    else
        lesson_->show_sentence(said.sentence, said.tone);
    const bool running = asks(lesson.step);
    teach_->Show(!running);
    teach_->Enable(plan != nullptr && !(plan->keys.empty() && !plan->lamps.empty()));
    forget_->Show(!running && plan != nullptr && plan->taught);
    yes_->Show(lesson.step == TeachStep::Ring);
    no_->Show(lesson.step == TeachStep::Ring);
    skip_->Show(lesson.step == TeachStep::Mute || lesson.step == TeachStep::Ring);
    cancel_->Show(running);
}

} // namespace sangdam::ui
