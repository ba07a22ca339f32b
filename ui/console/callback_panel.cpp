// SPDX-License-Identifier: MIT

#include "console/callback_panel.h"

#include "console/due_field.h"
#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/callback_words.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <algorithm>

namespace sangdam::ui {

CallbackPanel::CallbackPanel(wxWindow* parent, desk::CallbackDesk& callbacks,
                             desk::AgentDesk& agent, desk::TransferDesk& colleagues,
                             const base::Clock& clock)
    : wxPanel(parent), callbacks_(callbacks), agent_(agent), colleagues_(colleagues) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    said_ = make_text(section, "console.callback.said", {}, Type::Small, Cut::AtEnd);
    due_ = new DueField(section, "console.callback", clock);
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
    lines->Add(due_, wide);
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
    due_->on_chosen([this](base::WallTime due) { callbacks_.set_due(due); },
                    [this] { show(callbacks_.view()); });
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
    note_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { save(); });
    register_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { save(); });
}

void CallbackPanel::focus() { due_->focus(); }

void CallbackPanel::save() {
    if (due_->readable()) callbacks_.save(); // Else the sentence above says what to do.
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
    due_->show(values.due_at);
    const auto agent = std::ranges::find(agents_, values.assignee);
    who_->SetSelection(agent == agents_.end() ? wxNOT_FOUND
                                              : static_cast<int>(agent - agents_.begin()));
    const auto number = std::ranges::find(numbers_, values.shown);
    number_->SetSelection(number == numbers_.end() ? wxNOT_FOUND
                                                   : static_cast<int>(number - numbers_.begin()));
    if (utf8(note_->GetValue()) != values.note) note_->ChangeValue(text(values.note));
    const bool saving = form.save == desk::CallbackSave::Saving;
    for (wxWindow* control : std::initializer_list<wxWindow*>{due_, who_, number_, note_})
        control->Enable(form.possible);
    register_->Enable(form.possible && !saving && due_->readable());
    const Sentence sentence = !form.possible ? Sentence{}
                              : !due_->readable()
                                  ? Sentence{_("Write the time like 14:30."), Tone::Bad}
                                  : sentence_of(form);
    said_->SetForegroundColour(palette().shade(sentence.tone).strong);
    if (said_->GetLabelText() != sentence.text) say(said_, sentence.text);
    set_text(said_, sentence.text);
    filling_ = false;
}

} // namespace sangdam::ui
