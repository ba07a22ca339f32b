// SPDX-License-Identifier: MIT

#include "console/customer_form.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/tokenzr.h>
#include <wx/translation.h>

#include <algorithm>

namespace sangdam::ui {
namespace {

wxString joined(const std::vector<core::PhoneNumber>& numbers) {
    wxString line;
    for (const auto& number : numbers) {
        if (!line.empty()) line += ", ";
        line += text(number.display());
    }
    return line;
}

std::vector<core::PhoneNumber> parted(const wxString& line) {
    std::vector<core::PhoneNumber> numbers;
    wxStringTokenizer parts(line, ",;");
    while (parts.HasMoreTokens()) {
        const auto part = parts.GetNextToken().Trim().Trim(false);
        if (!part.empty()) numbers.push_back(core::PhoneNumber::parse(utf8(part)));
    }
    return numbers;
}

} // namespace

CustomerForm::CustomerForm(wxWindow* parent, desk::CustomerDesk& customer)
    : wxPanel(parent), customer_(customer) {
    SetBackgroundColour(parent->GetBackgroundColour());
    auto* grid = new wxFlexGridSizer(4, FromDIP(wxSize(gap::kNear, 6)));
    grid->AddGrowableCol(1, 1);
    grid->AddGrowableCol(3, 1);
    const auto label = [&](const wxString& words) {
        grid->Add(make_muted(this, words, Type::Body), wxSizerFlags().CentreVertical());
    };
    const auto field = [&](const char* id, const wxString& words) {
        label(words);
        auto* made = make_field(this, id, words);
        grid->Add(made, wxSizerFlags().Expand());
        made->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { changed(); });
        return made;
    };
    name_ = field("console.form.name", _("Name"));
    numbers_ = field("console.form.numbers", _("Phone"));
    email_ = field("console.form.email", _("E-mail"));
    label(_("Grade"));
    grade_ = make_choice(this, "console.form.grade", _("Grade"));
    grid->Add(grade_, wxSizerFlags().Expand());
    address_ = field("console.form.address", _("Address"));
    memo_ = field("console.form.memo", _("Memo"));

    do_not_call_ = new wxCheckBox(this, wxID_ANY, _("The customer does not want to be called"));
    make_accessible(do_not_call_, "console.form.do_not_call");
    save_ = make_button(this, "console.form.save", _("Register"), ButtonRole::Primary, "check");
    auto* cancel = make_button(this, "console.form.cancel", _("Cancel"));
    auto* foot = new wxBoxSizer(wxHORIZONTAL);
    foot->Add(do_not_call_, wxSizerFlags(1).CentreVertical());
    foot->Add(cancel, wxSizerFlags().CentreVertical());
    gap::add(foot, this, gap::kNear);
    foot->Add(save_, wxSizerFlags().CentreVertical());
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(grid, wxSizerFlags().Expand());
    gap::add(all, this, gap::kNear);
    all->Add(foot, wxSizerFlags().Expand());
    SetSizer(all);

    grade_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { changed(); });
    do_not_call_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { changed(); });
    save_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { customer_.save(); });
    cancel->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { customer_.cancel_edit(); });
}

void CustomerForm::begin(const desk::CustomerView& view) {
    filling_ = true;
    values_ = view.edited;
    name_->ChangeValue(text(values_.name));
    numbers_->ChangeValue(joined(values_.numbers));
    email_->ChangeValue(text(values_.email));
    address_->ChangeValue(text(values_.address));
    memo_->ChangeValue(text(values_.memo));
    choose_grade(values_.grade);
    do_not_call_->SetValue(values_.do_not_call);
    filling_ = false;
    name_->SetFocus();
}

void CustomerForm::show(const desk::CustomerView& view) {
    const auto mark = [](wxTextCtrl* field, bool wrong) {
        field->SetForegroundColour(wrong ? palette().bad.strong : wxNullColour);
        field->Refresh();
    };
    mark(email_, view.trouble == desk::CustomerTrouble::BadEmail);
    name_->SetHint(view.trouble == desk::CustomerTrouble::NoName ? _("A name is needed")
                                                                 : wxString());
    save_->Enable(view.save != desk::Save::Saving);
}

void CustomerForm::set_grades(const std::vector<std::string>& grades) {
    if (grades == grades_) return;
    grades_ = grades;
    choose_grade(values_.grade);
}

void CustomerForm::choose_grade(const std::string& grade) {
    // A grade that the centre no longer offers is still this customer's.
    auto shown = grades_;
    if (!grade.empty() && std::ranges::find(shown, grade) == shown.end()) shown.push_back(grade);
    grade_->Clear();
    grade_->Append(wxString::FromUTF8("–"));
    for (const auto& each : shown) grade_->Append(text(each));
    const auto at = std::ranges::find(shown, grade);
    grade_->SetSelection(at == shown.end() ? 0 : static_cast<int>(at - shown.begin()) + 1);
}

void CustomerForm::changed() {
    if (filling_) return;
    values_.name = utf8(name_->GetValue());
    values_.numbers = parted(numbers_->GetValue());
    values_.email = utf8(email_->GetValue());
    values_.address = utf8(address_->GetValue());
    values_.memo = utf8(memo_->GetValue());
    values_.grade = grade_->GetSelection() > 0 ? utf8(grade_->GetStringSelection()) : std::string{};
    values_.do_not_call = do_not_call_->GetValue();
    customer_.change(values_);
}

} // namespace sangdam::ui
