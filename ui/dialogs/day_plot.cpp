// SPDX-License-Identifier: MIT

#include "dialogs/day_plot.h"

#include "kit/accessible.h"
#include "kit/spacing.h"
#include "kit/theme.h"

#include <wx/dcbuffer.h>
#include <wx/translation.h>

#include <algorithm>

namespace sangdam::ui {
namespace {

// The hours with calls, and at least the working day.
std::pair<int, int> span_of(const desk::Day24& day) {
    int first = 8;
    int last = 19;
    for (int hour = 0; hour < 24; ++hour) {
        if (day[static_cast<std::size_t>(hour)] == desk::Hour{}) continue;
        first = std::min(first, hour);
        last = std::max(last, hour);
    }
    return {first, last};
}

int step_for(int most) {
    int step = 1;
    while (most / step > 5) step = step == 1 ? 2 : step == 2 ? 5 : step * 2;
    return step;
}

} // namespace

DayPlot::DayPlot(wxWindow* parent) : wxPanel(parent) {
    make_accessible(this, "board.day", _("Calls of the day by hour"));
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetMinSize(FromDIP(wxSize(320, 180)));
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        Refresh();
        event.Skip();
    });
}

void DayPlot::show_day(const desk::Day24& day) {
    if (day == day_) return;
    day_ = day;
    wxString told = _("Calls of the day by hour");
    for (std::size_t hour = 0; hour < day_.size(); ++hour)
        if (day_[hour].arrived > 0)
            told += wxString::Format(_("; %zu h: %d answered, %d missed"), hour,
                                     day_[hour].answered, day_[hour].missed);
    say(this, told);
    Refresh();
}

void DayPlot::paint() {
    wxAutoBufferedPaintDC dc(this);
    const Palette p = palette();
    dc.SetBackground(wxBrush(p.surface));
    dc.Clear();
    dc.SetFont(font_for(*this, Type::Small));
    const auto [first, last] = span_of(day_);
    int most = 4;
    for (const auto& hour : day_) most = std::max(most, hour.answered + hour.missed);
    const int step = step_for(most);
    const wxSize size = GetClientSize();
    const int line = dc.GetCharHeight();
    const int left = dc.GetTextExtent(wxString::Format("%d ", most)).x + FromDIP(gap::kSmall);
    const int bottom = size.y - line - FromDIP(gap::kSmall);
    const int top = line + FromDIP(gap::kNear);
    const auto height = [&](int calls) { return (bottom - top) * calls / most; };

    dc.SetTextForeground(p.muted);
    for (int value = 0; value <= most; value += step) {
        const int y = bottom - height(value);
        dc.SetPen(wxPen(p.line, 1));
        dc.DrawLine(left, y, size.x, y);
        dc.DrawText(wxString::Format("%d", value), 0, y - line / 2);
    }
    const int room = (size.x - left) / std::max(1, last - first + 1);
    const int bar = std::clamp(room * 6 / 10, 4, FromDIP(40));
    dc.SetPen(*wxTRANSPARENT_PEN);
    for (int hour = first; hour <= last; ++hour) {
        const auto& counted = day_[static_cast<std::size_t>(hour)];
        const int x = left + (hour - first) * room + (room - bar) / 2;
        const int good = height(counted.answered);
        const int bad = height(counted.missed);
        dc.SetBrush(wxBrush(p.accent.solid));
        dc.DrawRectangle(x, bottom - good, bar, good);
        // Missed ones wear stripes as well as a colour of their own.
        dc.SetBrush(wxBrush(p.bad.strong, wxBRUSHSTYLE_BDIAGONAL_HATCH));
        dc.DrawRectangle(x, bottom - good - bad, bar, bad);
        const wxString label = wxString::Format("%d", hour);
        dc.DrawText(label, x + (bar - dc.GetTextExtent(label).x) / 2, bottom + FromDIP(2));
    }
    int x = left;
    const auto legend = [&](const wxBrush& brush, const wxString& words) {
        dc.SetPen(*wxTRANSPARENT_PEN);
        dc.SetBrush(brush);
        dc.DrawRectangle(x, line / 4, line * 2 / 3, line * 2 / 3);
        dc.DrawText(words, x + line, 0);
        x += line + dc.GetTextExtent(words).x + FromDIP(gap::kApart);
    };
    legend(wxBrush(p.accent.solid), _("Answered"));
    legend(wxBrush(p.bad.strong, wxBRUSHSTYLE_BDIAGONAL_HATCH), _("Missed"));
}

} // namespace sangdam::ui
