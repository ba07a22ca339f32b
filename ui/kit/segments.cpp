// SPDX-License-Identifier: MIT

#include "kit/segments.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/spacing.h"

#include <wx/sizer.h>
#include <wx/tglbtn.h>

#include <utility>

namespace sangdam::ui {

Segments::Segments(wxWindow* parent, std::string id, const wxString& name, Width width)
    : wxPanel(parent), id_(std::move(id)), width_(width) {
    make_accessible(this, id_.c_str(), name);
    SetSizer(new wxBoxSizer(wxHORIZONTAL));
}

void Segments::set_choices(const std::vector<Choice>& choices) {
    if (choices == choices_) return;
    const auto before = chosen();
    for (auto* button : buttons_) button->Destroy();
    buttons_.clear();
    GetSizer()->Clear();
    choices_ = choices;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        const auto& choice = choices_[i];
        auto* button = make_toggle(this, (id_ + "." + std::to_string(i)).c_str(), choice.shown,
                                   choice.tone, choice.picture);
        button->Bind(wxEVT_TOGGLEBUTTON, [this, i](wxCommandEvent&) { pressed(i); });
        if (width_ == Width::Squeezed) // Narrow columns squeeze all alike.
            button->SetMinSize(wxSize(FromDIP(44), -1));
        GetSizer()->Add(button, wxSizerFlags(1).Expand().Border(
                                    wxRIGHT, i + 1 < choices_.size() ? FromDIP(gap::kSmall) : 0));
        buttons_.push_back(button);
    }
    choose(before);
    Layout();
    InvalidateBestSize();
}

void Segments::choose(const std::string& label) {
    for (std::size_t i = 0; i < buttons_.size(); ++i)
        buttons_[i]->SetValue(!label.empty() && choices_[i].label == label);
}

std::string Segments::chosen() const {
    for (std::size_t i = 0; i < buttons_.size(); ++i)
        if (buttons_[i]->GetValue()) return choices_[i].label;
    return {};
}

void Segments::pressed(std::size_t index) {
    // A second press takes the choice back: a slip of the hand must not need another emotion.
    const auto label = buttons_[index]->GetValue() ? choices_[index].label : std::string{};
    choose(label);
    if (told_) told_(label);
}

} // namespace sangdam::ui
