// SPDX-License-Identifier: MIT
//
// The call in hand: what it is doing, how long, how well it is heard, and what may be done with it.
// A two-leg call shows its stages. Its height never changes, and every button has its place for
// good. Window thread.
#pragma once

#include "desk/call_controls.h"
#include "desk/outcall_desk.h"

#include <wx/panel.h>

#include <functional>

class wxButton;
class wxStaticText;
class wxToggleButton;

namespace sangdam::ui {

class Badge;
class Section;

class CallBar final : public wxPanel {
public:
    struct Doors { // Open and close what belongs to a call and takes more room.
        std::function<void()> transfer;
        std::function<void()> keypad;
        std::function<void()> warn;
    };
    CallBar(wxWindow* parent, desk::CallControls& controls, desk::OutcallDesk& outcalls,
            Doors doors);

private:
    void lay_out();
    void bind();
    void show();
    void show_call(const desk::CallLine&);
    void show_idle(const desk::CallControlsView&);
    void show_buttons(const desk::CallControlsView&);

    desk::CallControls& controls_;
    desk::OutcallDesk& outcalls_;
    Doors doors_;
    Section* ground_;
    Badge* phase_;
    wxStaticText* timer_;
    wxStaticText* who_;
    Badge* quality_;
    wxButton* answer_;
    wxButton* decline_;
    wxButton* hang_up_;
    wxToggleButton* mute_;
    wxToggleButton* hold_;
    wxButton* transfer_;
    wxButton* keypad_;
    wxButton* warn_;
    desk::Subscription watching_, watching_outcalls_;
};

} // namespace sangdam::ui
