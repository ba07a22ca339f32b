// SPDX-License-Identifier: MIT

#include "console/customer_panel.h"

#include "console/call_bar.h"
#include "console/customer_form.h"
#include "console/customer_head.h"
#include "console/customer_sheet.h"
#include "kit/controls.h"
#include "kit/error_words.h"
#include "kit/notice.h"
#include "kit/section.h"
#include "kit/spacing.h"

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

CustomerPanel::CustomerPanel(wxWindow* parent, desk::CustomerDesk& customer,
                             desk::CallControls& controls, desk::WrapUpDesk& choices,
                             std::function<void(int)> needs_height)
    : wxPanel(parent), customer_(customer), needs_height_(std::move(needs_height)) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    auto* head = new CustomerHead(section, customer, controls); // Made in the order of Tab.
    auto* bar = new CallBar(section, controls);
    sheet_ = new CustomerSheet(section, [this] { customer_.edit(); });
    form_ = new CustomerForm(section, customer_);
    trouble_ = new Notice(section, "console.form.trouble", Notice::Closing::ByProgram);
    conflict_ = conflict_choice(section, customer_);
    form_->Hide();
    conflict_->Hide();

    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    lines->Add(head, wide);
    gap::add(lines, this, gap::kNear);
    lines->Add(bar, wide);
    gap::add(lines, this, gap::kInner);
    lines->Add(sheet_, wide);
    lines->Add(form_, wide);
    lines->Add(trouble_, wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kNear)));
    lines->Add(conflict_, wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kNear)));
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);

    watching_ = customer_.watch([this](const desk::CustomerView& view) { show(view); });
    watching_choices_ = choices.watch(
        [this](const desk::WrapUpView& view) { form_->set_grades(view.choices.grades); });
    form_->set_grades(choices.view().choices.grades);
    show(customer_.view());
}

void CustomerPanel::show(const desk::CustomerView& view) {
    sheet_->show(view);
    // The form is filled when editing begins and when the agent took the colleague's version, and
    // never while she types.
    if (view.editing && (!editing_ || form_->values() != view.edited)) form_->begin(view);
    form_->show(view);
    show_trouble(view);
    if (editing_ == view.editing) return;
    editing_ = view.editing;
    sheet_->Show(!editing_);
    form_->Show(editing_);
    InvalidateBestSize();
    needs_height_(GetBestSize().y);
    Layout();
    SendSizeEvent();
}

void CustomerPanel::show_trouble(const desk::CustomerView& view) {
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
