// SPDX-License-Identifier: MIT
//
// [고객 정보]: the customer's particulars, edited in place, and the hint that somebody is there
// twice. Window thread.
#pragma once

#include "desk/agent_desk.h"
#include "desk/customer_desk.h"
#include "desk/wrap_up_desk.h"

#include <wx/panel.h>

#include <functional>

class wxButton;

namespace sangdam::ui {

class CustomerForm;
class CustomerSheet;
class Notice;

class CustomerPage final : public wxPanel {
public:
    // `choices` offers the grades. `resized` is told when the page needs more or less room.
    CustomerPage(wxWindow* parent, desk::CustomerDesk& customer, desk::WrapUpDesk& choices,
                 desk::AgentDesk& agent, std::function<void()> resized);

private:
    wxPanel* twin_choice();
    void show(const desk::CustomerView&);
    void show_trouble(const desk::CustomerView&);
    void show_twins(const desk::CustomerView&);

    desk::CustomerDesk& customer_;
    desk::AgentDesk& agent_;
    std::function<void()> resized_;
    CustomerSheet* sheet_;
    CustomerForm* form_;
    Notice* trouble_;
    wxPanel* conflict_;
    Notice* twin_;
    wxPanel* merging_;
    wxButton* merge_ = nullptr;
    wxButton* undo_ = nullptr;
    bool editing_ = false;
    desk::Subscription watching_, watching_choices_;
};

} // namespace sangdam::ui
