// SPDX-License-Identifier: MIT
//
// The call in hand: what it is doing, how long, and what may be done with it. Its height never
// changes, and every button has its place for good. Window thread.
#pragma once

#include "desk/call_controls.h"

#include <wx/panel.h>

class wxButton;
class wxStaticText;
class wxToggleButton;

namespace sangdam::ui {

class Badge;
class Section;

class CallBar final : public wxPanel {
public:
    CallBar(wxWindow* parent, desk::CallControls& controls);

private:
    void show(const desk::CallControlsView&);
    void show_call(const desk::CallLine&);
    void show_idle(const desk::CallControlsView&);
    void show_buttons(const desk::CallLine&);

    desk::CallControls& controls_;
    Section* ground_;
    Badge* phase_;
    wxStaticText* timer_;
    wxStaticText* who_;
    wxButton* answer_;
    wxToggleButton* mute_;
    wxToggleButton* hold_;
    wxButton* hang_up_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
