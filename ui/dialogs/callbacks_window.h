// SPDX-License-Identifier: MIT
//
// The promises to call back: mine, or the team's; call, done, cancelled with undo. Window thread.
#pragma once

#include "base/clock.h"
#include "desk/agent_desk.h"
#include "desk/callback_desk.h"

#include <wx/frame.h>

#include <functional>
#include <vector>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class Notice;
class RowList;
class Segments;

class CallbacksWindow final : public wxFrame {
public:
    struct Doors {
        std::function<void(const core::Callback&)> call;
        std::function<void(const core::Callback&)> look_at; // Shows the customer.
    };
    CallbacksWindow(desk::CallbackDesk& callbacks, desk::AgentDesk& agent, const base::Clock& clock,
                    Doors doors);
    void open();

private:
    wxSizer* build_head(wxWindow* ground);
    wxSizer* build_buttons(wxWindow* ground);
    void show(const desk::CallbackView&);
    const core::Callback* chosen() const;

    desk::CallbackDesk& callbacks_;
    desk::AgentDesk& agent_;
    const base::Clock& clock_;
    Doors doors_;
    Segments* scope_;
    RowList* rows_;
    wxStaticText* nothing_;
    Notice* undo_;
    wxButton* undo_button_;
    std::vector<wxButton*> for_chosen_;
    std::vector<desk::CallbackRow> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
