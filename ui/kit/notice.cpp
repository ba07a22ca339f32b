// SPDX-License-Identifier: MIT

#include "kit/notice.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/icons.h"
#include "kit/spacing.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <string>

namespace sangdam::ui {

Notice::Notice(wxWindow* parent, const char* id, Closing closing) : wxPanel(parent) {
    make_accessible(this, id);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    picture_ = new wxStaticBitmap(this, wxID_ANY, icon("info", palette().text, 16));
    sentence_ = make_text(this, (std::string(id) + ".text").c_str(), {});
    row->Add(picture_, wxSizerFlags().CentreVertical().Border(wxALL, FromDIP(gap::kNear)));
    row->Add(sentence_,
             wxSizerFlags(1).CentreVertical().Border(wxTOP | wxBOTTOM, FromDIP(gap::kNear - 2)));
    if (closing == Closing::ByHand) {
        auto* close = make_button(this, (std::string(id) + ".close").c_str(), {}, ButtonRole::Flat,
                                  "close", _("Close this notice"));
        close->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
            clear();
            if (told_) told_();
        });
        row->Add(close, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(gap::kSmall)));
    }
    SetSizer(row);
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        wrap();
    });
    Hide();
}

void Notice::show_sentence(const wxString& sentence, Tone tone) {
    if (IsShown() && sentence == text_) return;
    text_ = sentence;
    wrapped_at_ = 0;
    const auto shade = palette().shade(tone);
    SetBackgroundColour(shade.soft);
    sentence_->SetForegroundColour(shade.strong);
    sentence_->SetLabelText(text_);
    say(sentence_, text_);
    const bool trouble = tone == Tone::Bad || tone == Tone::Warn;
    picture_->SetBitmap(icon(trouble ? "alert" : "info", shade.strong, 16));
    Show();
    relayout();
    wrap();
}

void Notice::clear() {
    if (!IsShown()) return;
    Hide();
    relayout();
}

void Notice::wrap() {
    const int width = sentence_->GetSize().x;
    if (width <= 0 || width == wrapped_at_) return;
    wrapped_at_ = width;
    sentence_->SetLabelText(text_);
    sentence_->Wrap(width);
    if (sentence_->GetBestSize().y != sentence_->GetSize().y) CallAfter([this] { relayout(); });
}

void Notice::relayout() {
    InvalidateBestSize();
    for (auto* window = GetParent(); window != nullptr; window = window->GetParent()) {
        window->Layout();
        if (window->IsTopLevel()) break;
    }
}

} // namespace sangdam::ui
