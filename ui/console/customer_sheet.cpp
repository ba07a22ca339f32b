// SPDX-License-Identifier: MIT

#include "console/customer_sheet.h"

#include "kit/controls.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/briefing_words.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

wxString or_dash(const std::string& value) {
    return value.empty() ? wxString::FromUTF8("–") : text(value);
}

wxString numbers_of(const desk::CustomerView& view) {
    wxString line;
    for (const auto& number : view.customer.numbers) {
        if (!line.empty()) line += ", ";
        line += text(view.unmasked ? number.display() : number.masked());
    }
    if (line.empty() && !view.number.hidden())
        line = text(view.unmasked ? view.number.display() : view.number.masked());
    return line.empty() ? wxString::FromUTF8("–") : line;
}

} // namespace

CustomerSheet::CustomerSheet(wxWindow* parent, std::function<void()> edit) : wxPanel(parent) {
    SetBackgroundColour(parent->GetBackgroundColour());
    auto* grid = new wxFlexGridSizer(4, FromDIP(wxSize(gap::kInner, gap::kNear)));
    grid->AddGrowableCol(1, 1);
    grid->AddGrowableCol(3, 1);
    const auto row = [&](const char* id, const wxString& label) {
        grid->Add(make_muted(this, label, Type::Body));
        auto* value = make_text(this, id, wxString::FromUTF8("–"), Type::Body, Cut::AtEnd);
        grid->Add(value, wxSizerFlags().Expand());
        return value;
    };
    numbers_ = row("console.customer.numbers", _("Phone"));
    email_ = row("console.customer.email", _("E-mail"));
    address_ = row("console.customer.address", _("Address"));
    last_ = row("console.customer.last", _("Last contact"));
    memo_ = row("console.customer.memo", _("Memo"));

    edit_ = make_button(this, "console.customer.edit", _("Edit"), ButtonRole::Plain, "edit");
    edit_->Bind(wxEVT_BUTTON, [edit = std::move(edit)](wxCommandEvent&) { edit(); });
    grid->AddSpacer(0);
    auto* corner = new wxBoxSizer(wxHORIZONTAL);
    corner->AddStretchSpacer();
    corner->Add(edit_);
    grid->Add(corner, wxSizerFlags().Expand());
    SetSizer(grid);
}

void CustomerSheet::show(const desk::CustomerView& view) {
    const auto& customer = view.customer;
    set_text(numbers_, numbers_of(view));
    set_text(email_, or_dash(customer.email));
    set_text(address_, or_dash(customer.address));
    set_text(memo_, or_dash(customer.memo));
    set_text(last_, view.last ? last_contact_line(*view.last) : wxString::FromUTF8("–"));
    const bool is_new = view.lookup == desk::Lookup::NewCustomer;
    edit_->SetLabel(is_new ? _("Enter customer") : _("Edit"));
    edit_->Enable(is_new || view.lookup == desk::Lookup::Known);
    Layout();
}

} // namespace sangdam::ui
