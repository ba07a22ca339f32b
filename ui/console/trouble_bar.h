// SPDX-License-Identifier: MIT
//
// Under the top bar: what is wrong with the connection, and whether one can go on. It stays as long
// as the trouble does, and says nothing otherwise. Window thread.
#pragma once

#include "desk/agent_desk.h"
#include "desk/call_controls.h"
#include "desk/outcall_desk.h"

#include <wx/panel.h>

#include <vector>

class wxTextCtrl;

namespace sangdam::ui {

class Notice;

class TroubleBar final : public wxPanel {
public:
    TroubleBar(wxWindow* parent, desk::AgentDesk& agent, desk::CallControls& controls,
               desk::OutcallDesk& outcalls);

private:
    void show_agent(const desk::AgentView&);
    void show_controls(const desk::CallControlsView&);
    void show_outcall(const desk::OutcallView&);
    wxPanel* why_call();
    void relayout();

    desk::OutcallDesk& outcalls_;

    Notice* link_;
    Notice* phone_;
    Notice* handset_;
    Notice* wish_;    // What the agent wanted and did not get.
    wxPanel* anyway_; // 수신거부: the reason why this call must be made.
    wxTextCtrl* reason_ = nullptr;
    std::vector<core::HandsetDevice> handsets_;
    bool change_failed_ = false;
    desk::OutcallTrouble outcall_trouble_ = desk::OutcallTrouble::None;
    desk::DialTrouble dial_trouble_ = desk::DialTrouble::None;
    desk::Subscription watching_agent_, watching_controls_, watching_outcalls_;
};

} // namespace sangdam::ui
