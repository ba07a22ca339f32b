// SPDX-License-Identifier: MIT
//
// Who waits, how long, and pulling a call here (guide S4, S5, S7). Window thread.
#pragma once

#include "desk/customer_desk.h"
#include "desk/queue_watch.h"
#include "kit/section.h"

#include <wx/panel.h>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class Badge;
class Notice;
class RowList;

class WaitingPanel final : public wxPanel {
public:
    WaitingPanel(wxWindow* parent, desk::QueueWatch& queue, desk::CustomerDesk& customer);

private:
    void show(const desk::QueueView&);
    void show_last_pull(const desk::QueueView&);
    void pull(const std::string& key);
    void look_at(const std::string& key);
    void enable_pull();

    desk::QueueWatch& queue_;
    desk::CustomerDesk& customer_;
    wxStaticText* longest_;
    Badge* count_;
    Notice* trouble_;
    RowList* rows_;
    wxStaticText* nobody_;
    wxButton* pull_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
