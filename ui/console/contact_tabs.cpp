// SPDX-License-Identifier: MIT

#include "console/contact_tabs.h"

#include "kit/segments.h"
#include "kit/spacing.h"
#include "kit/theme.h"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

constexpr const char* kHistory = "history";
constexpr const char* kOrders = "orders";
constexpr int kTabs = 300; // Wide enough for the longest pair of names.

} // namespace

ContactTabs::ContactTabs(wxWindow* parent, desk::OrdersDesk& orders) : wxPanel(parent) {
    SetBackgroundColour(palette().window);
    tabs_ = new Segments(this, "console.tabs", _("Calls or orders"));
    tabs_->on_choice([this](const std::string& label) {
        if (label.empty()) return open(page_); // A second press changes nothing.
        open(label == kOrders ? Page::Orders : Page::History);
    });
    watching_ = orders.watch([this](const desk::OrdersView& view) { name_tabs(view); });
    name_tabs(orders.view());
}

void ContactTabs::set_pages(wxWindow* history, wxWindow* orders) {
    history_ = history;
    orders_ = orders;
    tabs_->SetMinSize(FromDIP(wxSize(kTabs, -1)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(tabs_, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(gap::kSmall)));
    all->Add(history_, wxSizerFlags(1).Expand());
    all->Add(orders_, wxSizerFlags(1).Expand());
    SetSizer(all);
    open(Page::History);
}

void ContactTabs::open(Page page) {
    page_ = page;
    tabs_->choose(page == Page::Orders ? kOrders : kHistory);
    history_->Show(page == Page::History);
    orders_->Show(page == Page::Orders);
    Layout();
}

// How many there are stands in the tab: nobody opens it to find nothing.
void ContactTabs::name_tabs(const desk::OrdersView& view) {
    const auto count = static_cast<int>(view.rows.size());
    if (count == named_for_) return;
    named_for_ = count;
    const auto chosen = tabs_->chosen();
    tabs_->set_choices(
        {{kHistory, _("Call history"), Tone::Accent, "clock"},
         {kOrders, count == 0 ? _("Order info") : wxString::Format(_("Order info %d"), count),
          Tone::Accent, "list"}});
    tabs_->choose(chosen.empty() ? kHistory : chosen);
    Layout();
}

} // namespace sangdam::ui
