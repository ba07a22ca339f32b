// SPDX-License-Identifier: MIT
//
// What is known about the customer, to be written (guide S13). Every keystroke goes to the
// presenter; nothing that comes from the network replaces what is being typed. Window thread.
#pragma once

#include "desk/customer_desk.h"

#include <wx/panel.h>

#include <string>
#include <vector>

class wxButton;
class wxCheckBox;
class wxChoice;
class wxTextCtrl;

namespace sangdam::ui {

class CustomerForm final : public wxPanel {
public:
    CustomerForm(wxWindow* parent, desk::CustomerDesk& customer);

    void begin(const desk::CustomerView&); // Fills the fields from `edited`.
    void show(const desk::CustomerView&);  // Marks and buttons only.
    void set_grades(const std::vector<std::string>&);
    const core::Customer& values() const { return values_; } // As the fields hold them.

private:
    void changed();
    void choose_grade(const std::string&);

    desk::CustomerDesk& customer_;
    core::Customer values_;
    wxTextCtrl* name_;
    wxTextCtrl* numbers_;
    wxTextCtrl* email_;
    wxTextCtrl* address_;
    wxTextCtrl* memo_;
    wxChoice* grade_;
    wxCheckBox* do_not_call_;
    wxButton* save_;
    std::vector<std::string> grades_;
    bool filling_ = false;
};

} // namespace sangdam::ui
