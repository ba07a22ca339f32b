// SPDX-License-Identifier: MIT
//
// The customer in the middle of the console: head, call bar, and the sheet or the form below it.
// Window thread.
#pragma once

#include "desk/call_controls.h"
#include "desk/customer_desk.h"
#include "desk/wrap_up_desk.h"

#include <wx/panel.h>

#include <functional>

class wxButton;

namespace sangdam::ui {

class CustomerForm;
class CustomerSheet;
class Notice;

class CustomerPanel final : public wxPanel {
public:
    // `choices` offers the grades. `needs_height` is told when the form needs more room than the
    // sheet did.
    CustomerPanel(wxWindow* parent, desk::CustomerDesk& customer, desk::CallControls& controls,
                  desk::WrapUpDesk& choices, std::function<void(int)> needs_height);

private:
    void show(const desk::CustomerView&);
    void show_trouble(const desk::CustomerView&);

    desk::CustomerDesk& customer_;
    std::function<void(int)> needs_height_;
    CustomerSheet* sheet_;
    CustomerForm* form_;
    Notice* trouble_;
    wxPanel* conflict_;
    bool editing_ = false;
    desk::Subscription watching_, watching_choices_;
};

} // namespace sangdam::ui
