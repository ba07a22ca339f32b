// SPDX-License-Identifier: MIT

#include "console/keypad_panel.h"

#include "kit/controls.h"
#include "kit/spacing.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <string>
#include <string_view>
#include <utility>

namespace sangdam::ui {
namespace {

constexpr std::string_view kKeys = "123456789*0#";

} // namespace

KeypadPanel::KeypadPanel(wxWindow* parent, desk::CallControls& controls,
                         std::function<void()> close)
    : wxPanel(parent), controls_(controls) {
    SetBackgroundColour(parent->GetBackgroundColour());
    pressed_ = make_text(this, "console.keypad.pressed", {}, Type::Title);
    auto* shut = make_button(this, "console.keypad.close", {}, ButtonRole::Flat, "close",
                             _("Close the keypad"));
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(this, "console.keypad.title", _("Keypad"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kInner);
    head->Add(pressed_, wxSizerFlags(1).CentreVertical());
    head->Add(shut, wxSizerFlags().CentreVertical());
    auto* keys = new wxGridSizer(6, FromDIP(wxSize(gap::kSmall, gap::kSmall)));
    for (const char key : kKeys) {
        const std::string id =
            std::string("console.keypad.") + (key == '*'   ? std::string("star")
                                              : key == '#' ? std::string("hash")
                                                           : std::string(1, key));
        auto* button = make_button(this, id.c_str(), wxString(wxUniChar(key)));
        button->SetMinSize(FromDIP(wxSize(44, 32)));
        button->Bind(wxEVT_BUTTON, [this, key](wxCommandEvent&) { press(key); });
        keys->Add(button, wxSizerFlags().Expand());
        if (first_ == nullptr) first_ = button;
    }
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    all->Add(keys, wxSizerFlags().Expand());
    SetSizer(all);
    shut->Bind(wxEVT_BUTTON, [this, close = std::move(close)](wxCommandEvent&) {
        so_far_.clear();
        set_text(pressed_, so_far_);
        close();
    });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        const int code = event.GetUnicodeKey();
        if (!event.ControlDown() && code > 0 && code < 128 &&
            kKeys.find(static_cast<char>(code)) != std::string_view::npos)
            return press(static_cast<char>(code));
        event.Skip();
    });
}

void KeypadPanel::focus() { first_->SetFocus(); }

void KeypadPanel::press(char key) {
    controls_.digit(key);
    so_far_ += wxUniChar(key);
    if (so_far_.length() > 24) so_far_ = so_far_.Right(24);
    set_text(pressed_, so_far_);
}

} // namespace sangdam::ui
