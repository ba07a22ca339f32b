// SPDX-License-Identifier: MIT

#include "dialogs/find_window.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/icons.h"
#include "kit/row_list.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

Cell cell_of(const core::Customer& customer, std::size_t column) {
    switch (column) {
    case 0: return {text(customer.name), Tone::Neutral, true, {}};
    case 1:
        return {customer.numbers.empty() ? wxString() : text(customer.numbers.front().masked()),
                Tone::Neutral,
                false,
                {}};
    default: return {text(customer.grade), tone_of_grade(customer.grade), false, {}};
    }
}

wxString hint_of(const desk::FinderView& view) {
    switch (view.search) {
    case desk::Search::Idle: return _("A name, the last four digits, or a whole number");
    case desk::Search::Asking: return _("Searching...");
    case desk::Search::Nobody: return _("Nobody found");
    case desk::Search::Failed:
        return _("The server does not answer. Try again when the connection is back.");
    case desk::Search::Found: break;
    }
    return view.more ? _("There are more: type more of the name.") : _("Enter shows the customer");
}

} // namespace

FindWindow::FindWindow(desk::CustomerFinder& finder,
                       std::function<void(const core::Customer&)> chosen)
    : wxFrame(nullptr, wxID_ANY, _("Find customer"), wxDefaultPosition, wxDefaultSize,
              wxCAPTION | wxCLOSE_BOX | wxRESIZE_BORDER | wxFRAME_FLOAT_ON_PARENT),
      finder_(finder), chosen_(std::move(chosen)) {
    make_accessible(this, "find", _("Find customer"));
    SetIcons(app_icons());
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    typed_ = make_field(ground, "find.text", _("Find customer"), wxTE_PROCESS_ENTER);
    typed_->SetHint(_("Name or last four digits"));
    hint_ = make_text(ground, "find.hint", {}, Type::Small);
    hint_->SetForegroundColour(palette().muted);
    rows_ =
        new RowList(ground, "find.list", _("Customers found"),
                    {{_("Name"), 140}, {_("Phone"), 130}, {_("Grade"), 80}}, RowList::Head::Hidden);
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(typed_, wxSizerFlags().Expand());
    lines->Add(hint_, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, FromDIP(gap::kSmall)));
    lines->Add(rows_, wxSizerFlags(1).Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground->SetSizer(around);
    SetClientSize(FromDIP(wxSize(420, 360)));
    Centre();

    typed_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { finder_.type(utf8(typed_->GetValue())); });
    typed_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
        const auto key = rows_->selected();
        choose(!key.empty() || shown_.empty() ? key : shown_.front().id.value);
    });
    rows_->on_activated([this](const std::string& key) { choose(key); });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_ESCAPE) return close();
        if (event.GetKeyCode() == WXK_DOWN && typed_->HasFocus() && !shown_.empty()) {
            rows_->select(shown_.front().id.value);
            return rows_->SetFocus();
        }
        event.Skip();
    });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        if (!event.CanVeto()) return event.Skip();
        event.Veto();
        close();
    });
    watching_ = finder_.watch([this](const desk::FinderView& view) { show(view); });
    show(finder_.view());
}

void FindWindow::open() {
    Show();
    Raise();
    typed_->SetFocus();
    typed_->SelectAll();
}

void FindWindow::close() {
    Hide();
    typed_->ChangeValue({});
    finder_.clear(); // What was found of people does not stay on a hidden window.
}

void FindWindow::show(const desk::FinderView& view) {
    set_text(hint_, hint_of(view));
    if (view.customers == shown_) return;
    shown_ = view.customers;
    std::vector<std::string> keys;
    for (const auto& each : shown_) keys.push_back(each.id.value);
    rows_->set_rows(std::move(keys), [this](std::size_t row, std::size_t column) {
        return cell_of(shown_[row], column);
    });
}

void FindWindow::choose(const std::string& key) {
    const auto found = std::ranges::find(shown_, core::CustomerId(key), &core::Customer::id);
    if (found == shown_.end()) return;
    const core::Customer customer = *found;
    close();
    chosen_(customer);
}

} // namespace sangdam::ui
