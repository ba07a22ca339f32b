// SPDX-License-Identifier: MIT

#include "console/callback_panel.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/callback_words.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/datectrl.h>
#include <wx/dateevt.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/timectrl.h>
#include <wx/translation.h>

#include <algorithm>
#include <chrono>
#include <string>

namespace sangdam::ui {
namespace {

wxDateTime local(base::WallTime at) {
    return wxDateTime(static_cast<time_t>(
        std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()));
}

// Where the toolkit draws a picker by itself, what has the caret is a text field deep inside.
void name_field_of(wxWindow* picker, const std::string& id, const wxString& name) {
    for (auto* part : picker->GetChildren())
        if (dynamic_cast<wxTextCtrl*>(part) != nullptr)
            make_accessible(part, id.c_str(), name);
        else
            name_field_of(part, id, name);
}

} // namespace

CallbackPanel::CallbackPanel(wxWindow* parent, desk::CallbackDesk& callbacks,
                             desk::AgentDesk& agent, desk::TransferDesk& colleagues)
    : wxPanel(parent), callbacks_(callbacks), agent_(agent), colleagues_(colleagues) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    said_ = make_text(section, "console.callback.said", {}, Type::Small, Cut::AtEnd);
    date_ = new wxDatePickerCtrl(section, wxID_ANY, wxDefaultDateTime, wxDefaultPosition,
                                 wxDefaultSize, wxDP_DROPDOWN | wxDP_SHOWCENTURY);
    make_accessible(date_, "console.callback.date", _("Callback date"));
    name_field_of(date_, "console.callback.date.text", _("Callback date"));
    time_ = new wxTimePickerCtrl(section, wxID_ANY);
    make_accessible(time_, "console.callback.time", _("Callback time"));
    name_field_of(time_, "console.callback.time.text", _("Callback time"));
    who_ = make_choice(section, "console.callback.agent", _("Agent in charge"));
    number_ = make_choice(section, "console.callback.number", _("Number shown to the customer"));
    note_ = make_field(section, "console.callback.note", _("Callback note"), wxTE_PROCESS_ENTER);
    note_->SetHint(_("Note"));
    register_ =
        make_button(section, "console.callback.register", _("Register"), ButtonRole::Primary);
    lay_out(section);
    bind();
    watching_ = callbacks_.watch([this](const desk::CallbackView& view) { show(view); });
    watching_agent_ = agent_.watch([this](const desk::AgentView&) {
        offer_numbers();
        show(callbacks_.view());
    });
    watching_colleagues_ = colleagues_.watch([this](const desk::TransferView&) {
        offer_agents();
        show(callbacks_.view());
    });
    offer_agents();
    offer_numbers();
    show(callbacks_.view());
}

void CallbackPanel::lay_out(wxWindow* section) {
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(section, "console.callback.title", _("Callback"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kNear);
    head->Add(said_, wxSizerFlags(1).CentreVertical());
    const auto pair = [this](wxWindow* left, wxWindow* right, int more_left, int more_right) {
        auto* row = new wxBoxSizer(wxHORIZONTAL);
        left->SetMinSize(FromDIP(wxSize(60, -1)));
        right->SetMinSize(FromDIP(wxSize(60, -1)));
        row->Add(left, wxSizerFlags(more_left).CentreVertical());
        gap::add(row, this, gap::kSmall);
        row->Add(right, wxSizerFlags(more_right).CentreVertical());
        return row;
    };
    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kSmall));
    lines->Add(head, wxSizerFlags().Expand());
    lines->Add(date_, wide); // The time's own buttons leave no room for both in one row.
    lines->Add(time_, wide);
    lines->Add(pair(who_, number_, 1, 1), wide);
    auto* last = new wxBoxSizer(wxHORIZONTAL);
    last->Add(note_, wxSizerFlags(1).CentreVertical());
    gap::add(last, this, gap::kSmall);
    last->Add(register_, wxSizerFlags().CentreVertical());
    lines->Add(last, wide);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);
}

void CallbackPanel::bind() {
    date_->Bind(wxEVT_DATE_CHANGED, [this](wxDateEvent&) { due_chosen(); });
    time_->Bind(wxEVT_TIME_CHANGED, [this](wxDateEvent&) { due_chosen(); });
    who_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto at = static_cast<std::size_t>(event.GetSelection());
        if (at < agents_.size()) callbacks_.set_assignee(agents_[at]);
    });
    number_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto at = static_cast<std::size_t>(event.GetSelection());
        if (at < numbers_.size()) callbacks_.set_shown(numbers_[at]);
    });
    note_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (!filling_) callbacks_.set_note(utf8(note_->GetValue()));
    });
    note_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { callbacks_.save(); });
    register_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { callbacks_.save(); });
}

void CallbackPanel::focus() { date_->SetFocus(); }

void CallbackPanel::due_chosen() {
    if (filling_) return;
    wxDateTime due = date_->GetValue();
    const wxDateTime time = time_->GetValue();
    if (!due.IsValid() || !time.IsValid()) return;
    due.SetHour(time.GetHour()).SetMinute(time.GetMinute()).SetSecond(0).SetMillisecond(0);
    callbacks_.set_due(base::WallTime(std::chrono::seconds(due.GetTicks())));
}

void CallbackPanel::offer_agents() {
    std::vector<core::AgentId> next{agent_.view().me.id};
    std::vector<wxString> names{text(agent_.view().me.name)};
    for (const auto& each : colleagues_.view().colleagues) {
        next.push_back(each.id);
        names.push_back(text(each.name));
    }
    next.emplace_back();
    names.push_back(_("Anybody"));
    if (next == agents_ && who_->GetCount() == names.size()) return;
    agents_ = std::move(next);
    who_->Clear();
    for (const auto& name : names) who_->Append(name);
}

void CallbackPanel::offer_numbers() {
    std::vector<std::string> next;
    for (const auto& each : agent_.view().numbers) next.push_back(each.key);
    if (next == numbers_) return;
    numbers_ = std::move(next);
    number_->Clear();
    for (const auto& each : agent_.view().numbers)
        number_->Append(text(core::PhoneNumber::parse(each.key).display() + " " + each.label));
}

void CallbackPanel::show(const desk::CallbackView& view) {
    filling_ = true;
    const auto& form = view.form;
    const auto& values = form.values;
    const wxDateTime due = local(values.due_at);
    if (date_->GetValue().GetDateOnly() != due.GetDateOnly()) date_->SetValue(due);
    if (const auto now = time_->GetValue();
        now.GetHour() != due.GetHour() || now.GetMinute() != due.GetMinute())
        time_->SetValue(due);
    const auto agent = std::ranges::find(agents_, values.assignee);
    who_->SetSelection(agent == agents_.end() ? wxNOT_FOUND
                                              : static_cast<int>(agent - agents_.begin()));
    const auto number = std::ranges::find(numbers_, values.shown);
    number_->SetSelection(number == numbers_.end() ? wxNOT_FOUND
                                                   : static_cast<int>(number - numbers_.begin()));
    if (utf8(note_->GetValue()) != values.note) note_->ChangeValue(text(values.note));
    const bool saving = form.save == desk::CallbackSave::Saving;
    for (wxWindow* control : std::initializer_list<wxWindow*>{date_, time_, who_, number_, note_})
        control->Enable(form.possible);
    register_->Enable(form.possible && !saving);
    const Sentence sentence = form.possible ? sentence_of(form) : Sentence{};
    said_->SetForegroundColour(palette().shade(sentence.tone).strong);
    if (said_->GetLabelText() != sentence.text) say(said_, sentence.text);
    set_text(said_, sentence.text);
    filling_ = false;
}

} // namespace sangdam::ui
