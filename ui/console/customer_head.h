// SPDX-License-Identifier: MIT
//
// Who it is, in large letters, and the way to call. Window thread.
#pragma once

#include "desk/call_controls.h"
#include "desk/customer_desk.h"
#include "desk/outcall_desk.h"

#include <wx/panel.h>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class Avatar;
class Badge;
class Section;

class CustomerHead final : public wxPanel {
public:
    CustomerHead(wxWindow* parent, desk::CustomerDesk& customer, desk::CallControls& controls,
                 desk::OutcallDesk& outcalls);

private:
    void show(const desk::CustomerView&);
    void show_number(const desk::CustomerView&);
    void enable_call();

    desk::CustomerDesk& customer_;
    desk::CallControls& controls_;
    desk::OutcallDesk& outcalls_;
    Avatar* avatar_;
    wxStaticText* name_;
    Badge* grade_;
    Badge* flag_;
    wxStaticText* number_;
    wxButton* unmask_;
    wxButton* call_;
    Section* briefing_;
    wxStaticText* briefing_text_;
    desk::Subscription watching_, watching_controls_, watching_outcalls_;
};

} // namespace sangdam::ui
