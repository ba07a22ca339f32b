// SPDX-License-Identifier: MIT
//
// Two panes and a handle that keeps quiet. Window thread.
#pragma once

#include <wx/splitter.h>

namespace sangdam::ui {

class Splitter final : public wxSplitterWindow {
public:
    Splitter(wxWindow* parent, const char* id);

    // Where the person wants the handle, and the least that the first pane needs just now: what
    // opens in it pushes the handle, and gives the place back. A hand on the handle wins.
    void wish(int position);
    void need(int size);
    int wished() const { return wished_; }

protected:
    void DrawSash(wxDC& dc) override;

private:
    void place();

    int wished_ = 0;
    int needed_ = 0;
};

} // namespace sangdam::ui
