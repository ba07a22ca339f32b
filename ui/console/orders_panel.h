// SPDX-License-Identifier: MIT
//
// [주문정보]: the customer's orders as a list, and everything about the chosen one below it
// (guide S8). Window thread.
#pragma once

#include "base/clock.h"
#include "desk/orders_desk.h"

#include <wx/panel.h>

#include <vector>

class wxButton;
class wxFlexGridSizer;
class wxScrolledWindow;
class wxStaticText;

namespace sangdam::ui {

class Badge;
class RowList;

class OrdersPanel final : public wxPanel {
public:
    OrdersPanel(wxWindow* parent, desk::OrdersDesk& orders, const base::Clock& clock);

private:
    struct Fact {
        wxStaticText* label;
        wxStaticText* value;
    };
    wxSizer* build_head(wxWindow* section);
    wxWindow* build_detail(wxWindow* section);
    wxStaticText* add_fact(const char* id, const wxString& label);
    void show(const desk::OrdersView&);
    void show_rows(const desk::OrdersView&);
    void show_detail(const desk::OrderRow*);
    void show_person(const desk::OrderRow&);
    void open_parcel() const;
    void open_seller_centre() const;

    desk::OrdersDesk& orders_;
    const base::Clock& clock_;
    Badge* count_ = nullptr;
    wxStaticText* freshness_ = nullptr;
    wxButton* again_ = nullptr;
    RowList* rows_ = nullptr;
    wxStaticText* nothing_ = nullptr;
    wxScrolledWindow* detail_ = nullptr;
    wxFlexGridSizer* grid_ = nullptr;
    std::vector<Fact> facts_;
    wxStaticText *suggestion_, *product_, *quantity_, *amount_, *status_, *claim_, *collect_,
        *parcel_, *orderer_, *receiver_, *address_, *memo_, *number_;
    wxButton *track_ = nullptr, *centre_ = nullptr;
    std::vector<desk::OrderRow> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
