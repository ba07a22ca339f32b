// SPDX-License-Identifier: MIT

#include "kit/tab_book.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/spacing.h"

#include <wx/simplebook.h>
#include <wx/sizer.h>
#include <wx/tglbtn.h>

#include <utility>

namespace sangdam::ui {

TabBook::TabBook(wxWindow* parent, std::string id)
    : wxPanel(parent), id_(std::move(id)), heads_(new wxBoxSizer(wxHORIZONTAL)) {
    SetBackgroundColour(parent->GetBackgroundColour());
    make_accessible(this, id_.c_str());
    book_ = new wxSimplebook(this);
    book_->SetFitToCurrentPage(true); // A long page that is not seen needs no room.
    book_->SetBackgroundColour(GetBackgroundColour());
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(heads_, wxSizerFlags().Expand());
    gap::add(all, this, gap::kNear);
    all->Add(book_, wxSizerFlags(1).Expand());
    SetSizer(all);
}

wxWindow* TabBook::book() const { return book_; }

void TabBook::add(const wxString& title, wxWindow* page) {
    const auto at = buttons_.size();
    auto* button =
        make_toggle(this, (id_ + "." + std::to_string(at)).c_str(), title, Tone::Accent, {});
    button->MoveBeforeInTabOrder(book_);
    button->Bind(wxEVT_TOGGLEBUTTON, [this, at](wxCommandEvent&) { show_page(at); });
    heads_->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(gap::kSmall)));
    buttons_.push_back(button);
    book_->AddPage(page, title, at == 0);
    button->SetValue(at == 0);
}

void TabBook::set_title(std::size_t index, const wxString& title) {
    if (index >= buttons_.size() || buttons_[index]->GetLabelText() == title) return;
    buttons_[index]->SetLabel(wxControl::EscapeMnemonics(title));
    say(buttons_[index], title);
    buttons_[index]->InvalidateBestSize();
    Layout();
}

void TabBook::show_page(std::size_t index) {
    if (index >= buttons_.size()) return;
    for (std::size_t i = 0; i < buttons_.size(); ++i) buttons_[i]->SetValue(i == index);
    book_->ChangeSelection(index);
    if (told_) told_();
}

std::size_t TabBook::shown() const {
    const int at = book_->GetSelection();
    return at == wxNOT_FOUND ? 0 : static_cast<std::size_t>(at);
}

} // namespace sangdam::ui
