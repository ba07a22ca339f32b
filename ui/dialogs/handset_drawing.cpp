// SPDX-License-Identifier: MIT

#include "dialogs/handset_drawing.h"

#include "kit/theme.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <memory>
#include <utility>

namespace sangdam::ui {
namespace {

// Drawn on a sheet of 240 × 168 and scaled; the upper edge is for the lifted handset.
constexpr double kWidth = 240;
constexpr double kHeight = 168;
constexpr int kBlinkMs = 350;

bool ringing(const core::HandsetView& view) {
    return view.line == core::HandsetView::Line::Ringing || view.second_ringing;
}

} // namespace

HandsetDrawing::HandsetDrawing(wxWindow* parent, std::function<void()> clicked)
    : wxControl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetMinSize(FromDIP(wxSize(static_cast<int>(kWidth), static_cast<int>(kHeight))));
    SetCursor(wxCursor(wxCURSOR_HAND));
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_LEFT_DOWN, [clicked = std::move(clicked)](wxMouseEvent&) { clicked(); });
    blink_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
        lit_ = !lit_;
        Refresh();
    });
}

void HandsetDrawing::show_picture(const HandsetPicture& picture) {
    picture_ = picture;
    lit_ = ringing(picture_.view);
    if (lit_)
        blink_.Start(kBlinkMs);
    else
        blink_.Stop();
    Refresh();
}

void HandsetDrawing::paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(GetParent()->GetBackgroundColour());
    dc.Clear();
    const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc));
    if (!gc) return;
    const wxSize size = GetClientSize();
    const double scale = std::min(size.x / kWidth, size.y / kHeight);
    gc->Translate((size.x - kWidth * scale) / 2, (size.y - kHeight * scale) / 2);
    gc->Scale(scale, scale);
    gc->Translate(0, 24);
    draw_base(*gc);
    draw_lamp(*gc);
    draw_handset(*gc);
}

void HandsetDrawing::draw_base(wxGraphicsContext& gc) const {
    const Palette p = palette();
    gc.SetPen(wxPen(p.line, 1));
    gc.SetBrush(wxBrush(p.neutral.soft));
    wxGraphicsPath base = gc.CreatePath();
    base.MoveToPoint(62, 70);
    base.AddLineToPoint(178, 70);
    base.AddQuadCurveToPoint(188, 70, 191, 80);
    base.AddLineToPoint(206, 128);
    base.AddQuadCurveToPoint(209, 140, 196, 140);
    base.AddLineToPoint(44, 140);
    base.AddQuadCurveToPoint(31, 140, 34, 128);
    base.AddLineToPoint(49, 80);
    base.AddQuadCurveToPoint(52, 70, 62, 70);
    base.CloseSubpath();
    gc.DrawPath(base);
    gc.SetBrush(wxBrush(p.line)); // The two cradles.
    gc.SetPen(*wxTRANSPARENT_PEN);
    gc.DrawRoundedRectangle(72, 58, 16, 16, 4);
    gc.DrawRoundedRectangle(152, 58, 16, 16, 4);
}

void HandsetDrawing::draw_lamp(wxGraphicsContext& gc) const {
    const Palette p = palette();
    const bool talking = picture_.view.line == core::HandsetView::Line::Active ||
                         picture_.view.line == core::HandsetView::Line::Dialing;
    const wxColour dark = p.line;
    wxColour lamp = dark;
    if (ringing(picture_.view))
        lamp = lit_ ? p.bad.solid : dark;
    else if (talking)
        lamp = p.good.solid;
    else if (picture_.view.line == core::HandsetView::Line::Held)
        lamp = p.warn.solid;
    gc.SetPen(*wxTRANSPARENT_PEN);
    if (lamp != dark) { // A glow, so that it is seen from the corner of the eye.
        gc.SetBrush(wxBrush(wxColour(lamp.Red(), lamp.Green(), lamp.Blue(), 70)));
        gc.DrawEllipse(99, 84, 42, 42);
    }
    gc.SetBrush(wxBrush(lamp));
    gc.DrawEllipse(107, 92, 26, 26);
}

void HandsetDrawing::draw_handset(wxGraphicsContext& gc) const {
    const Palette p = palette();
    gc.PushState();
    if (picture_.lifted) {
        gc.Translate(-6, -8);
        gc.Rotate(-0.14);
    }
    const wxColour shell = picture_.lifted ? p.accent.solid : p.neutral.solid;
    gc.SetPen(*wxTRANSPARENT_PEN);
    gc.SetBrush(wxBrush(shell));
    wxGraphicsPath body = gc.CreatePath();
    body.MoveToPoint(38, 52);
    body.AddCurveToPoint(38, 14, 202, 14, 202, 52);
    body.AddLineToPoint(202, 60);
    body.AddQuadCurveToPoint(202, 68, 194, 68);
    body.AddLineToPoint(160, 68);
    body.AddQuadCurveToPoint(152, 68, 152, 60);
    body.AddLineToPoint(152, 52);
    body.AddQuadCurveToPoint(152, 44, 144, 44);
    body.AddLineToPoint(96, 44);
    body.AddQuadCurveToPoint(88, 44, 88, 52);
    body.AddLineToPoint(88, 60);
    body.AddQuadCurveToPoint(88, 68, 80, 68);
    body.AddLineToPoint(46, 68);
    body.AddQuadCurveToPoint(38, 68, 38, 60);
    body.CloseSubpath();
    gc.FillPath(body);
    gc.PopState();
}

} // namespace sangdam::ui
