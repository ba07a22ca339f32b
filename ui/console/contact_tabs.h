// SPDX-License-Identifier: MIT
//
// Below the customer: the history of calls, or the orders – one at a time, a click or a key apart.
// Window thread.
#pragma once

#include "desk/customer_desk.h"
#include "desk/orders_desk.h"

#include <wx/panel.h>

namespace sangdam::ui {

class Segments;

class ContactTabs final : public wxPanel {
public:
    enum class Page { History, Orders };
    // The pages are made by the caller with this panel as their parent.
    ContactTabs(wxWindow* parent, desk::OrdersDesk& orders);
    void set_pages(wxWindow* history, wxWindow* orders);
    void open(Page);

private:
    void name_tabs(const desk::OrdersView&);

    Segments* tabs_;
    wxWindow* history_ = nullptr;
    wxWindow* orders_ = nullptr;
    Page page_ = Page::History;
    int named_for_ = -1; // Orders in the tab's name.
    desk::Subscription watching_;
};

} // namespace sangdam::ui
