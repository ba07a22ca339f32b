// SPDX-License-Identifier: MIT
//
// 호전환: colleagues and what they are doing, and three ways to hand a customer on. Window thread.
#pragma once

#include "desk/transfer_desk.h"

#include <wx/panel.h>

#include <functional>
#include <vector>

class wxButton;
class wxStaticText;
class wxTextCtrl;

namespace sangdam::ui {

class RowList;

class TransferPanel final : public wxPanel {
public:
    TransferPanel(wxWindow* parent, desk::TransferDesk& transfer, std::function<void()> close);

    void focus(); // The field, when it was opened.

private:
    void lay_out();
    void show(const desk::TransferView&);
    std::string target() const; // What is typed, else who is chosen.

    desk::TransferDesk& transfer_;
    wxTextCtrl* number_;
    RowList* colleagues_;
    wxButton* now_;
    wxButton* ask_;
    wxButton* complete_;
    wxButton* together_;
    wxButton* back_;
    wxButton* close_;
    wxStaticText* hint_;
    std::vector<desk::Colleague> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
