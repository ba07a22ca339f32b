// SPDX-License-Identifier: MIT

#include "kit/badge.h"

#include "kit/accessible.h"
#include "kit/icons.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <memory>

namespace sangdam::ui {
namespace {

constexpr int kSide = 8;
constexpr int kRise = 3;
constexpr int kPicture = 12;

} // namespace

Badge::Badge(wxWindow* parent, const char* id)
    : wxControl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetFont(font_for(*this, Type::Small).Bold());
    make_accessible(this, id);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Hide();
}

void Badge::show_word(const wxString& word, Tone tone, std::string_view picture) {
    if (word == word_ && tone == tone_ && picture == picture_) return;
    word_ = word;
    tone_ = tone;
    picture_ = picture;
    say(this, word);
    Show(!word.empty());
    InvalidateBestSize();
    Refresh();
    if (GetParent() != nullptr) GetParent()->Layout();
}

wxSize Badge::DoGetBestClientSize() const {
    if (word_.empty()) return {0, 0};
    const wxSize text = GetTextExtent(word_);
    const int picture = picture_.empty() ? 0 : FromDIP(kPicture + 4);
    return {text.x + picture + FromDIP(2 * kSide), text.y + FromDIP(2 * kRise)};
}

void Badge::paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(GetParent()->GetBackgroundColour());
    dc.Clear();
    const auto shade = palette().shade(tone_);
    const wxSize size = GetClientSize();
    if (const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc)); gc) {
        gc->SetBrush(wxBrush(shade.soft));
        gc->SetPen(*wxTRANSPARENT_PEN);
        gc->DrawRoundedRectangle(0, 0, size.x, size.y, size.y / 2.0);
    }
    int x = FromDIP(kSide);
    if (!picture_.empty()) {
        const wxBitmap bitmap = icon(picture_, shade.strong, kPicture).GetBitmapFor(this);
        dc.DrawBitmap(bitmap, x, (size.y - FromDIP(kPicture)) / 2, true);
        x += FromDIP(kPicture + 4);
    }
    dc.SetFont(GetFont());
    dc.SetTextForeground(shade.strong);
    dc.DrawText(word_, x, (size.y - dc.GetTextExtent(word_).y) / 2);
}

} // namespace sangdam::ui
