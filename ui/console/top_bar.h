// SPDX-License-Identifier: MIT
//
// The bar above everything: dial a number, the number that customers will see, my state (guide S1,
// S2, S11). Window thread.
#pragma once

#include "desk/agent_desk.h"
#include "desk/call_controls.h"

#include <wx/panel.h>

#include <string>
#include <vector>

class wxButton;
class wxChoice;
class wxTextCtrl;

namespace sangdam::ui {

class TopBar final : public wxPanel {
public:
    TopBar(wxWindow* parent, desk::AgentDesk& agent, desk::CallControls& controls);

    void focus_dial_field(); // F8
    void
    fill_dial_field(const wxString& text); // From a tel: link: filled, never dialled by itself.

private:
    void show_agent(const desk::AgentView&);
    void show_controls(const desk::CallControlsView&);
    void dial();

    desk::AgentDesk& agent_;
    desk::CallControls& controls_;
    wxTextCtrl* number_;
    wxButton* dial_;
    wxChoice* own_;
    std::vector<std::string> own_keys_;
    std::string typed_on_handset_; // As the dial field shows it.
    desk::Subscription watching_agent_, watching_controls_;
};

} // namespace sangdam::ui
