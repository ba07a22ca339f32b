// SPDX-License-Identifier: MIT

#include "kit/section.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <memory>

namespace sangdam::ui {

Section::Section(wxWindow* parent, Ground ground)
    : wxPanel(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
              wxTAB_TRAVERSAL | wxFULL_REPAINT_ON_RESIZE),
      ground_(ground) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetBackgroundColour(ground_ == Ground::Surface ? palette().surface : palette().raised);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
}

void Section::set_tone(Tone tone) {
    if (tone == tone_) return;
    tone_ = tone;
    const Palette p = palette();
    SetBackgroundColour(tone != Tone::Neutral       ? p.shade(tone).soft
                        : ground_ == Ground::Raised ? p.raised
                                                    : p.surface);
    Refresh();
}

void Section::paint() {
    wxAutoBufferedPaintDC dc(this);
    const Palette p = palette();
    dc.SetBackground(GetParent()->GetBackgroundColour());
    dc.Clear();
    const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc));
    if (!gc) return;
    const wxSize size = GetClientSize();
    gc->SetBrush(wxBrush(GetBackgroundColour()));
    gc->SetPen(wxPen(tone_ == Tone::Neutral ? p.line : p.shade(tone_).soft));
    gc->DrawRoundedRectangle(0.5, 0.5, size.x - 1.0, size.y - 1.0, FromDIP(8));
}

} // namespace sangdam::ui
