// SPDX-License-Identifier: MIT

#include "console/customer_page.h"

#include "console/customer_form.h"
#include "console/customer_sheet.h"
#include "kit/controls.h"
#include "kit/error_words.h"
#include "kit/notice.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

wxPanel* conflict_choice(wxWindow* parent, desk::CustomerDesk& customer) {
    auto* panel = new wxPanel(parent);
    panel->SetBackgroundColour(parent->GetBackgroundColour());
    auto* mine = make_button(panel, "console.form.keep_mine", _("Keep what I typed"));
    auto* theirs = make_button(panel, "console.form.take_newer", _("Take theirs"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->AddStretchSpacer();
    row->Add(theirs);
    gap::add(row, parent, gap::kNear);
    row->Add(mine);
    panel->SetSizer(row);
    mine->Bind(wxEVT_BUTTON, [&customer](wxCommandEvent&) { customer.keep_mine(); });
    theirs->Bind(wxEVT_BUTTON, [&customer](wxCommandEvent&) { customer.take_newer(); });
    return panel;
}

} // namespace

CustomerPage::CustomerPage(wxWindow* parent, desk::CustomerDesk& customer,
                           desk::WrapUpDesk& choices, desk::AgentDesk& agent,
                           std::function<void()> resized)
    : wxPanel(parent), customer_(customer), agent_(agent), resized_(std::move(resized)) {
    SetBackgroundColour(palette().surface);
    sheet_ = new CustomerSheet(this, [this] { customer_.edit(); });
    form_ = new CustomerForm(this, customer_);
    trouble_ = new Notice(this, "console.form.trouble", Notice::Closing::ByProgram);
    conflict_ = conflict_choice(this, customer_);
    twin_ = new Notice(this, "console.customer.twin", Notice::Closing::ByProgram);
    merging_ = twin_choice();
    form_->Hide();
    conflict_->Hide();

    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    const auto below = wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kNear));
    lines->Add(sheet_, wide);
    lines->Add(form_, wide);
    lines->Add(trouble_, below);
    lines->Add(conflict_, below);
    lines->Add(twin_, below);
    lines->Add(merging_, below);
    SetSizer(lines);

    watching_ = customer_.watch([this](const desk::CustomerView& view) { show(view); });
    watching_choices_ = choices.watch(
        [this](const desk::WrapUpView& view) { form_->set_grades(view.choices.grades); });
    form_->set_grades(choices.view().choices.grades);
    show(customer_.view());
}

wxPanel* CustomerPage::twin_choice() {
    auto* panel = new wxPanel(this);
    panel->SetBackgroundColour(GetBackgroundColour());
    merge_ = make_button(panel, "console.customer.merge", _("Merge into this customer"));
    undo_ = make_button(panel, "console.customer.undo_merge", _("Undo"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->AddStretchSpacer();
    row->Add(merge_);
    row->Add(undo_);
    panel->SetSizer(row);
    merge_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        if (!customer_.view().twins.empty()) customer_.merge(customer_.view().twins.front().id);
    });
    undo_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { customer_.undo_merge(); });
    panel->Hide();
    return panel;
}

void CustomerPage::show(const desk::CustomerView& view) {
    sheet_->show(view);
    // The form is filled when editing begins and when the agent took the colleague's version, and
    // never while she types.
    if (view.editing && (!editing_ || form_->values() != view.edited)) form_->begin(view);
    form_->show(view);
    show_trouble(view);
    show_twins(view);
    if (editing_ == view.editing) return;
    editing_ = view.editing;
    sheet_->Show(!editing_);
    form_->Show(editing_);
    InvalidateBestSize();
    Layout();
    resized_();
}

void CustomerPage::show_twins(const desk::CustomerView& view) {
    const bool leads = agent_.view().me.role != core::Role::Agent;
    const bool twin = !view.editing && !view.twins.empty();
    const bool merged = !view.editing && view.merged.has_value();
    if (view.merge_failed)
        twin_->show_sentence(_("The two could not be merged. Try again in a moment."), Tone::Bad);
    else if (merged)
        twin_->show_sentence(
            wxString::Format(_("%s was merged into this customer."), text(view.merged->gone.name)),
            Tone::Good);
    else if (twin)
        twin_->show_sentence(
            wxString::Format(leads ? _("%s has the same number. One person?")
                                   : _("%s has the same number. Tell your supervisor if it is one "
                                       "person."),
                             text(view.twins.front().name)),
            Tone::Accent);
    else
        twin_->clear();
    merge_->Show(twin && leads && !merged);
    undo_->Show(merged);
    const bool any = merge_->IsShown() || undo_->IsShown();
    if (merging_->IsShown() == any) return;
    merging_->Show(any);
    Layout();
}

void CustomerPage::show_trouble(const desk::CustomerView& view) {
    const bool conflict = view.editing && view.save == desk::Save::Conflict;
    if (conflict_->IsShown() != conflict) conflict_->Show(conflict);
    if (conflict)
        trouble_->show_sentence(sentence_for(Doing::SaveCustomer, {base::Errc::Conflict, {}}),
                                Tone::Warn);
    else if (view.editing && view.save == desk::Save::Failed)
        trouble_->show_sentence(
            _("Not saved: the server does not answer. What you typed is still here; save again "
              "when the connection is back."),
            Tone::Bad);
    else if (view.editing && view.trouble == desk::CustomerTrouble::NoName)
        trouble_->show_sentence(_("Type the customer's name, then register."), Tone::Bad);
    else if (view.editing && view.trouble == desk::CustomerTrouble::BadEmail)
        trouble_->show_sentence(_("The e-mail address is not complete: name@example.com"),
                                Tone::Bad);
    else
        trouble_->clear();
}

} // namespace sangdam::ui
