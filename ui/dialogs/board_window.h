// SPDX-License-Identifier: MIT
//
// 현황판 for supervisors: the numbers of the trade, the agents by state, the day as a plot, and all
// of it as a file. Window thread.
#pragma once

#include "base/clock.h"
#include "desk/board_watch.h"

#include <wx/frame.h>

#include <functional>
#include <string>
#include <vector>

class wxStaticText;

namespace sangdam::ui {

class DayPlot;
class Notice;
class RowList;

// The day as a table for spreadsheets: UTF-8 with a byte order mark, one line per hour. Pure but
// for the words.
std::string board_csv(const desk::BoardView&);

class BoardWindow final : public wxFrame {
public:
    BoardWindow(desk::BoardWatch& board, const base::Clock& clock);
    void open();

private:
    wxSizer* build_figures(wxWindow* ground);
    void show(const desk::BoardView&);
    void show_figures(const desk::BoardView&);
    void save_file();

    desk::BoardWatch& board_;
    const base::Clock& clock_;
    std::vector<wxStaticText*> figures_;
    RowList* agents_;
    DayPlot* plot_;
    Notice* said_;
    std::vector<core::Agent> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
