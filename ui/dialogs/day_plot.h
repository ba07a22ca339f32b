// SPDX-License-Identifier: MIT
//
// The day in bars, hour by hour: answered and missed calls on top of each other. A table of the
// same numbers is read out to screen readers. Window thread.
#pragma once

#include "desk/board_watch.h"

#include <wx/panel.h>

namespace sangdam::ui {

class DayPlot final : public wxPanel {
public:
    explicit DayPlot(wxWindow* parent);
    void show_day(const desk::Day24&);

private:
    void paint();

    desk::Day24 day_{};
};

} // namespace sangdam::ui
