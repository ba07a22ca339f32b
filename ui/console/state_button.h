// SPDX-License-Identifier: MIT
//
// My name and what I am doing, top right (guide S1): colour, shape and word; a click changes it.
// Window thread.
#pragma once

#include "desk/agent_desk.h"

#include <wx/panel.h>

class wxButton;

namespace sangdam::ui {

class StateButton final : public wxPanel {
public:
    StateButton(wxWindow* parent, desk::AgentDesk& agent);

private:
    void show(const desk::AgentView&);
    void open_menu();

    desk::AgentDesk& agent_;
    wxButton* button_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
