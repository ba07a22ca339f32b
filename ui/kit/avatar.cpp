// SPDX-License-Identifier: MIT

#include "kit/avatar.h"

#include "kit/icons.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <memory>

namespace sangdam::ui {

Avatar::Avatar(wxWindow* parent, int dip)
    : wxControl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE), dip_(dip) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetMinSize(FromDIP(wxSize(dip, dip)));
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
}

void Avatar::show_person(const wxString& name, Tone tone) {
    const wxString letter = name.Left(1);
    if (letter == letter_ && tone == tone_) return;
    letter_ = letter;
    tone_ = tone;
    Refresh();
}

void Avatar::paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(GetParent()->GetBackgroundColour());
    dc.Clear();
    const auto shade = palette().shade(tone_);
    const wxSize size = GetClientSize();
    const int side = FromDIP(dip_);
    const int left = (size.x - side) / 2;
    const int top = (size.y - side) / 2;
    if (const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc)); gc) {
        gc->SetBrush(wxBrush(shade.soft));
        gc->SetPen(*wxTRANSPARENT_PEN);
        gc->DrawEllipse(left, top, side, side);
    }
    if (letter_.empty()) {
        const int inner = dip_ * 11 / 20;
        const wxBitmap figure = icon("person", shade.strong, inner).GetBitmapFor(this);
        dc.DrawBitmap(figure, left + (side - FromDIP(inner)) / 2, top + (side - FromDIP(inner)) / 2,
                      true);
        return;
    }
    dc.SetFont(font_for(*this, dip_ >= 40 ? Type::Title : Type::Strong));
    dc.SetTextForeground(shade.strong);
    const wxSize text = dc.GetTextExtent(letter_);
    dc.DrawText(letter_, left + (side - text.x) / 2, top + (side - text.y) / 2);
}

} // namespace sangdam::ui
