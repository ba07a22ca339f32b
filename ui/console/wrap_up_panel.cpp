// SPDX-License-Identifier: MIT

#include "console/wrap_up_panel.h"

#include "console/wrap_up_foot.h"
#include "kit/controls.h"
#include "kit/error_words.h"
#include "kit/notice.h"
#include "kit/section.h"
#include "kit/segments.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <algorithm>

namespace sangdam::ui {
namespace {

std::vector<Segments::Choice> emotions_of(const core::WrapUpChoices& choices) {
    std::vector<Segments::Choice> all;
    for (const auto& label : choices.emotions) {
        const Look look = look_of_emotion(label);
        all.push_back({label, text(label), look.tone, look.icon});
    }
    return all;
}

std::vector<Segments::Choice> statuses_of(const core::WrapUpChoices& choices) {
    std::vector<Segments::Choice> all;
    for (const auto& label : choices.statuses)
        all.push_back({label, text(label), Tone::Accent, {}});
    return all;
}

wxPanel* conflict_choice(wxWindow* parent, desk::WrapUpDesk& wrap_up) {
    auto* panel = new wxPanel(parent);
    panel->SetBackgroundColour(parent->GetBackgroundColour());
    auto* mine = make_button(panel, "console.wrap_up.keep_mine", _("Keep what I typed"));
    auto* theirs = make_button(panel, "console.wrap_up.take_newer", _("Take theirs"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(theirs, wxSizerFlags(1));
    gap::add(row, parent, gap::kSmall);
    row->Add(mine, wxSizerFlags(1));
    panel->SetSizer(row);
    mine->Bind(wxEVT_BUTTON, [&wrap_up](wxCommandEvent&) { wrap_up.keep_mine(); });
    theirs->Bind(wxEVT_BUTTON, [&wrap_up](wxCommandEvent&) { wrap_up.take_newer(); });
    panel->Hide();
    return panel;
}

} // namespace

WrapUpPanel::WrapUpPanel(wxWindow* parent, desk::WrapUpDesk& wrap_up)
    : wxPanel(parent), wrap_up_(wrap_up), section_(new Section(this)),
      heading_(make_text(section_, "console.wrap_up.heading", {}, Type::Body, Cut::AtEnd)),
      nothing_(make_text(section_, "console.wrap_up.nothing", _("A call opens its form here."))),
      form_(new wxPanel(section_)) {
    SetBackgroundColour(palette().window);
    heading_->SetForegroundColour(palette().muted);
    nothing_->SetForegroundColour(palette().muted);
    form_->SetBackgroundColour(section_->GetBackgroundColour());
    build_form(form_);

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(section_, "console.wrap_up.title", _("Consultation"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kNear);
    head->Add(heading_, wxSizerFlags(1).CentreVertical());
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(head, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    lines->Add(nothing_, wxSizerFlags(1).Centre().Border(wxALL, FromDIP(gap::kInner)));
    lines->Add(form_, wxSizerFlags(1).Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section_->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section_, wxSizerFlags(1).Expand());
    SetSizer(all);

    form_->Hide();
    bind();
    watching_ = wrap_up_.watch([this](const desk::WrapUpView& view) { show(view); });
    show(wrap_up_.view());
}

void WrapUpPanel::build_form(wxWindow* parent) {
    auto* grid = new wxFlexGridSizer(2, FromDIP(wxSize(gap::kNear, 6)));
    grid->AddGrowableCol(1, 1);
    const auto add = [&](const wxString& label, wxWindow* control) {
        grid->Add(make_muted(parent, label), wxSizerFlags().CentreVertical());
        grid->Add(control, wxSizerFlags().Expand());
    };
    category_ = make_choice(parent, "console.wrap_up.category", _("Category"));
    category_->SetMinSize(FromDIP(wxSize(80, -1))); // Long paths must not widen the column.
    add(_("Category"), category_);
    grid->AddSpacer(0);
    frequent_ = new Segments(parent, "console.wrap_up.frequent", _("Frequent categories"));
    grid->Add(frequent_, wxSizerFlags().Expand());
    emotion_ = new Segments(parent, "console.wrap_up.emotion", _("Customer's mood"));
    add(_("Mood"), emotion_);
    grade_ = make_choice(parent, "console.wrap_up.grade", _("Grade"));
    add(_("Grade"), grade_);
    status_ = new Segments(parent, "console.wrap_up.status", _("Status"));
    add(_("Status"), status_);
    note_ = make_field(parent, "console.wrap_up.note", _("Note"), wxTE_MULTILINE);
    note_->SetMinSize(FromDIP(wxSize(80, 56)));
    trouble_ = new Notice(parent, "console.wrap_up.trouble", Notice::Closing::ByProgram);
    conflict_ = conflict_choice(parent, wrap_up_);
    foot_ = new WrapUpFoot(parent, wrap_up_);
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(grid, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(6)));
    lines->Add(note_, wxSizerFlags(1).Expand().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    lines->Add(trouble_, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    lines->Add(conflict_, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    lines->Add(foot_, wxSizerFlags().Expand());
    parent->SetSizer(lines);
}

void WrapUpPanel::bind() {
    category_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto at = static_cast<std::size_t>(event.GetSelection());
        if (at < categories_.size()) wrap_up_.set_category(categories_[at]);
    });
    frequent_->on_choice(
        [this](const std::string& id) { wrap_up_.set_category(core::CategoryId(id)); });
    emotion_->on_choice([this](const std::string& label) { wrap_up_.set_emotion(label); });
    status_->on_choice([this](const std::string& label) { wrap_up_.set_status(label); });
    grade_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        wrap_up_.set_grade(event.GetSelection() > 0 ? utf8(event.GetString()) : std::string{});
    });
    note_->Bind(wxEVT_TEXT,
                [this](wxCommandEvent&) { wrap_up_.set_note(utf8(note_->GetValue())); });
}

void WrapUpPanel::show(const desk::WrapUpView& view) {
    show_choices(view.choices);
    const bool open = view.form.has_value();
    if (form_->IsShown() != open) {
        form_->Show(open);
        nothing_->Show(!open);
        section_->Layout();
    }
    set_text(heading_, open ? text(view.form->heading) : wxString());
    if (!open) return;
    show_frequent(view);
    show_values(view.form->values);
    show_trouble(*view.form);
    foot_->show(*view.form);
}

void WrapUpPanel::show_frequent(const desk::WrapUpView& view) {
    if (view.frequent == frequent_ids_ && frequent_->IsShown() != frequent_ids_.empty()) return;
    frequent_ids_ = view.frequent;
    std::vector<Segments::Choice> choices;
    for (const auto& id : frequent_ids_) {
        const auto known = std::ranges::find(view.choices.categories, id, &core::Category::id);
        if (known != view.choices.categories.end())
            choices.push_back({id.value, text(known->label), Tone::Accent, {}});
    }
    frequent_->set_choices(choices);
    frequent_->Show(!choices.empty());
    form_->Layout();
}

void WrapUpPanel::show_choices(const core::WrapUpChoices& choices) {
    if (choices == choices_ && !categories_.empty()) return;
    choices_ = choices;
    categories_.assign(1, core::CategoryId{});
    category_->Clear();
    category_->Append(_("Choose a category"));
    for (const auto& category : choices_.categories) {
        if (!desk::choosable(choices_.categories, category)) continue;
        categories_.push_back(category.id);
        category_->Append(text(core::category_path(choices_.categories, category.id)));
    }
    category_->SetSelection(0);
    emotion_->set_choices(emotions_of(choices_));
    status_->set_choices(statuses_of(choices_));
    grade_->Clear();
    grade_->Append(wxString::FromUTF8("–"));
    for (const auto& label : choices_.grades) grade_->Append(text(label));
    grade_->SetSelection(0);
    form_->Layout();
}

void WrapUpPanel::show_values(const core::WrapUp& values) {
    auto at = std::ranges::find(categories_, values.category);
    if (at == categories_.end()) { // 미사용 by now, but it was chosen then.
        category_->Append(text(core::category_path(choices_.categories, values.category)));
        at = categories_.insert(categories_.end(), values.category);
    }
    category_->SetSelection(static_cast<int>(at - categories_.begin()));
    frequent_->choose(values.category.value);
    emotion_->choose(values.emotion);
    status_->choose(values.status);
    const auto grade = std::ranges::find(choices_.grades, values.grade);
    grade_->SetSelection(
        grade == choices_.grades.end() ? 0 : static_cast<int>(grade - choices_.grades.begin()) + 1);
    // Only what came from elsewhere: setting the same text again would move the caret.
    if (utf8(note_->GetValue()) != values.note) note_->ChangeValue(text(values.note));
}

void WrapUpPanel::show_trouble(const desk::WrapUpForm& form) {
    const bool conflict = form.save == desk::WrapUpSave::Conflict;
    if (conflict_->IsShown() != conflict) {
        conflict_->Show(conflict);
        form_->Layout();
    }
    if (form.kept == desk::Kept::Unsafe)
        trouble_->show_sentence(
            _("This PC cannot keep what you type: its disk refuses. Save to the "
              "server now, and tell your administrator."),
            Tone::Bad);
    else if (conflict)
        trouble_->show_sentence(sentence_for(Doing::SaveWrapUp, {base::Errc::Conflict, {}}),
                                Tone::Warn);
    else if (form.save == desk::WrapUpSave::Failed)
        trouble_->show_sentence(_("The server did not take this record. What you typed is kept; "
                                  "check the fields and save again."),
                                Tone::Bad);
    else
        trouble_->clear();
}

} // namespace sangdam::ui
