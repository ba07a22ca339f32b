// SPDX-License-Identifier: MIT
//
// What is known about the customer, to be read (guide S5). Window thread.
#pragma once

#include "desk/customer_desk.h"

#include <wx/panel.h>

#include <functional>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class CustomerSheet final : public wxPanel {
public:
    CustomerSheet(wxWindow* parent, std::function<void()> edit);

    void show(const desk::CustomerView&);

private:
    wxStaticText* numbers_;
    wxStaticText* email_;
    wxStaticText* address_;
    wxStaticText* memo_;
    wxStaticText* last_;
    wxButton* edit_;
};

} // namespace sangdam::ui
