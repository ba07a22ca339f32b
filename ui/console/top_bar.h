// SPDX-License-Identifier: MIT
//
// The bar above everything: dial a number, the number that customers will see, my state (guide S1,
// S2, S11). Window thread.
#pragma once

#include "desk/agent_desk.h"
#include "desk/call_controls.h"
#include "desk/callback_alerts.h"
#include "desk/outcall_desk.h"

#include <wx/panel.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

class wxButton;
class wxChoice;
class wxTextCtrl;

namespace sangdam::ui {

class TopBar final : public wxPanel {
public:
    struct Doors {
        std::function<void()> callbacks;           // The list of promises.
        std::function<void(wxWindow* below)> menu; // Everything that is not needed every minute.
    };
    TopBar(wxWindow* parent, desk::AgentDesk& agent, desk::CallControls& controls,
           desk::OutcallDesk& outcalls, desk::CallbackAlerts& alerts, Doors doors);

    void focus_dial_field(); // F8
    void
    fill_dial_field(const wxString& text); // From a tel: link: filled, never dialled by itself.

private:
    void show_agent(const desk::AgentView&);
    void show_controls(const desk::CallControlsView&);
    void show_promises(std::size_t open);
    void dial();

    desk::AgentDesk& agent_;
    desk::CallControls& controls_;
    desk::OutcallDesk& outcalls_;
    wxTextCtrl* number_;
    wxButton* dial_;
    wxChoice* own_;
    wxButton* promises_;
    std::vector<std::string> own_keys_;
    std::string typed_on_handset_; // As the dial field shows it.
    desk::Subscription watching_agent_, watching_controls_, watching_outcalls_, watching_promises_;
};

} // namespace sangdam::ui
