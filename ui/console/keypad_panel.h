// SPDX-License-Identifier: MIT
//
// Twelve keys for the other side's announcements (RFC 4733). Also typed on the keyboard while the
// panel has the focus. Window thread.
#pragma once

#include "desk/call_controls.h"

#include <wx/panel.h>

#include <functional>

class wxStaticText;

namespace sangdam::ui {

class KeypadPanel final : public wxPanel {
public:
    KeypadPanel(wxWindow* parent, desk::CallControls& controls, std::function<void()> close);
    void focus();

private:
    void press(char key);

    desk::CallControls& controls_;
    wxStaticText* pressed_;
    wxWindow* first_ = nullptr;
    wxString so_far_;
};

} // namespace sangdam::ui
