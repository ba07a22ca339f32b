// SPDX-License-Identifier: MIT

#include "kit/splitter.h"

#include "kit/accessible.h"
#include "kit/theme.h"

#include <wx/dc.h>

#include <algorithm>

namespace sangdam::ui {

Splitter::Splitter(wxWindow* parent, const char* id)
    : wxSplitterWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                       wxSP_LIVE_UPDATE | wxSP_NOBORDER) {
    SetBackgroundColour(palette().window);
    make_accessible(this, id);
    Bind(wxEVT_SPLITTER_SASH_POS_CHANGED, [this](wxSplitterEvent& event) {
        wished_ = event.GetSashPosition(); // Only a hand sends this.
        event.Skip();
    });
}

void Splitter::wish(int position) {
    wished_ = position;
    place();
}

void Splitter::need(int size) {
    if (size == needed_) return;
    needed_ = size;
    place();
}

void Splitter::place() {
    if (IsSplit()) SetSashPosition(std::max(wished_, needed_)); // The smallest panes are kept.
}

void Splitter::DrawSash(wxDC& dc) {
    if (!IsSplit()) return;
    const Palette p = palette();
    const wxSize size = GetClientSize();
    const bool upright = GetSplitMode() == wxSPLIT_VERTICAL;
    const int wide = GetSashSize();
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(p.window));
    dc.DrawRectangle(upright ? GetSashPosition() : 0, upright ? 0 : GetSashPosition(),
                     upright ? wide : size.x, upright ? size.y : wide);
    // A short stroke says that it can be taken hold of.
    const int stroke = FromDIP(28);
    const int thin = FromDIP(2);
    const int middle = GetSashPosition() + (wide - thin) / 2;
    dc.SetBrush(wxBrush(p.line));
    if (upright)
        dc.DrawRoundedRectangle(middle, (size.y - stroke) / 2, thin, stroke, thin / 2.0);
    else
        dc.DrawRoundedRectangle((size.x - stroke) / 2, middle, stroke, thin, thin / 2.0);
}

} // namespace sangdam::ui
