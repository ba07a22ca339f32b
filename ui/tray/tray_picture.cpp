// SPDX-License-Identifier: MIT

#include "tray/tray_picture.h"

#include "kit/icons.h"
#include "kit/state_words.h"
#include "kit/text.h"
#include "kit/theme.h"

#include <wx/dcmemory.h>
#include <wx/graphics.h>
#include <wx/image.h>
#include <wx/translation.h>

#include <memory>

namespace sangdam::ui {
namespace {

// Trays are dark or light as they please: every shape brings its own ground.
void draw_state(wxGraphicsContext& gc, core::AgentState state, double side) {
    const Look look = look_of(state);
    const wxColour colour = palette_for(false).shade(look.tone).solid;
    const double edge = side / 16;
    gc.SetPen(*wxTRANSPARENT_PEN);
    gc.SetBrush(wxBrush(colour));
    switch (state) {
    case core::AgentState::OnCall:
        gc.DrawRoundedRectangle(edge, edge, side - 2 * edge, side - 2 * edge, side / 8);
        break;
    case core::AgentState::Away:
    case core::AgentState::Offline:
        gc.SetBrush(*wxWHITE_BRUSH);
        gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(colour).Width(side / 8)));
        gc.DrawEllipse(2 * edge, 2 * edge, side - 4 * edge, side - 4 * edge);
        break;
    case core::AgentState::Available:
    case core::AgentState::WrapUp:
        gc.DrawEllipse(edge, edge, side - 2 * edge, side - 2 * edge);
        break;
    }
    if (state == core::AgentState::WrapUp) { // The right half empty: ◐
        gc.SetBrush(*wxWHITE_BRUSH);
        wxGraphicsPath half = gc.CreatePath();
        half.AddArc(side / 2, side / 2, side / 2 - 2.4 * edge, -M_PI / 2, M_PI / 2, true);
        half.CloseSubpath();
        gc.FillPath(half);
    }
}

void draw_telephone(wxGraphicsContext& gc, core::AgentState state, int side) {
    const bool hollow = state == core::AgentState::Away || state == core::AgentState::Offline ||
                        state == core::AgentState::WrapUp;
    const wxColour ink =
        hollow ? palette_for(false).shade(look_of(state).tone).strong : wxColour(*wxWHITE);
    const int inner = side * 9 / 16;
    const auto picture = icon(state == core::AgentState::Offline ? "close" : "phone", ink, inner);
    const wxBitmap bitmap = picture.GetBitmap(wxSize(inner, inner));
    const double at = (side - inner) / 2.0;
    gc.DrawBitmap(bitmap, at, at, inner, inner);
}

void draw_badge(wxGraphicsContext& gc, const wxString& count, double side) {
    const double height = side * 0.64;
    wxFont font(wxFontInfo(wxSize(0, static_cast<int>(height * 0.8))).Bold());
    gc.SetFont(font, *wxWHITE);
    double width = 0;
    double rise = 0;
    gc.GetTextExtent(count, &width, &rise);
    const double pill = std::max(height, width + side / 6);
    gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(*wxWHITE).Width(side / 22)));
    gc.SetBrush(wxBrush(palette_for(false).bad.solid));
    gc.DrawRoundedRectangle(side - pill - 1, side - height - 1, pill, height, height / 2);
    gc.DrawText(count, side - pill - 1 + (pill - width) / 2,
                side - height - 1 + (height - rise) / 2);
}

} // namespace

wxBitmap tray_bitmap(core::AgentState state, std::size_t waiting, int pixels) {
    wxImage canvas(pixels, pixels);
    canvas.InitAlpha();
    std::fill_n(canvas.GetAlpha(), pixels * pixels, static_cast<unsigned char>(0));
    {
        const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(canvas));
        if (!gc) return {};
        draw_state(*gc, state, pixels);
        draw_telephone(*gc, state, pixels);
        if (waiting > 0) draw_badge(*gc, badge_text(waiting), pixels);
    } // The picture is written back when the context goes.
    return wxBitmap(canvas);
}

wxString badge_text(std::size_t waiting) {
    if (waiting == 0) return {};
    return waiting > 9 ? wxString("9+") : wxString::Format("%zu", waiting);
}

wxString tray_tooltip(const std::string& name, core::AgentState state, std::size_t waiting) {
    const wxString dot = wxString::FromUTF8(" · ");
    wxString words = name.empty() ? _("SangdamCall") : text(name);
    words += dot + look_of(state).word;
    words += dot + wxString::Format(_("%zu waiting"), waiting);
    return words;
}

} // namespace sangdam::ui
