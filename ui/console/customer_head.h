// SPDX-License-Identifier: MIT
//
// Who it is, in large letters, and the way to call. Window thread.
#pragma once

#include "desk/call_controls.h"
#include "desk/customer_desk.h"

#include <wx/panel.h>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class Avatar;
class Badge;
class Section;

class CustomerHead final : public wxPanel {
public:
    CustomerHead(wxWindow* parent, desk::CustomerDesk& customer, desk::CallControls& controls);

private:
    void show(const desk::CustomerView&);
    void enable_call();

    desk::CustomerDesk& customer_;
    desk::CallControls& controls_;
    Avatar* avatar_;
    wxStaticText* name_;
    Badge* grade_;
    Badge* flag_;
    wxStaticText* number_;
    wxButton* call_;
    Section* briefing_;
    wxStaticText* briefing_text_;
    desk::Subscription watching_, watching_controls_;
};

} // namespace sangdam::ui
