// SPDX-License-Identifier: MIT
//
// [콜백 예약] (guide S15): date, time, who calls from which number, a note; what is wrong with the
// time is said while it is chosen. Window thread.
#pragma once

#include "desk/agent_desk.h"
#include "desk/callback_desk.h"
#include "desk/transfer_desk.h"

#include <wx/panel.h>

#include <string>
#include <vector>

class wxButton;
class wxChoice;
class wxStaticText;
class wxTextCtrl;

namespace sangdam::ui {

class DueField;

class CallbackPanel final : public wxPanel {
public:
    CallbackPanel(wxWindow* parent, desk::CallbackDesk& callbacks, desk::AgentDesk& agent,
                  desk::TransferDesk& colleagues, const base::Clock& clock);

    void focus(); // F6: the date.

private:
    void lay_out(wxWindow* section);
    void bind();
    void show(const desk::CallbackView&);
    void offer_agents();
    void offer_numbers();
    void save();

    desk::CallbackDesk& callbacks_;
    desk::AgentDesk& agent_;
    desk::TransferDesk& colleagues_;
    wxStaticText* said_;
    DueField* due_;
    wxChoice* who_;
    wxChoice* number_;
    wxTextCtrl* note_;
    wxButton* register_;
    std::vector<core::AgentId> agents_;
    std::vector<std::string> numbers_;
    bool filling_ = false;
    desk::Subscription watching_, watching_agent_, watching_colleagues_;
};

} // namespace sangdam::ui
