// SPDX-License-Identifier: MIT
//
// Two panes and a handle that keeps quiet. Window thread.
#pragma once

#include <wx/splitter.h>

namespace sangdam::ui {

class Splitter final : public wxSplitterWindow {
public:
    Splitter(wxWindow* parent, const char* id);

protected:
    void DrawSash(wxDC& dc) override;
};

} // namespace sangdam::ui
