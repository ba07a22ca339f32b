// SPDX-License-Identifier: MIT

#include "console/orders_panel.h"

#include "desk/parcel_link.h"
#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/row_list.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/order_words.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>
#include <wx/utils.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

enum Column : std::size_t { kStatus, kWhen, kProduct, kQuantity, kAmount, kShop };

wxString product_of(const core::OrderLine& line) {
    wxString words = text(line.product);
    if (!line.option.empty()) words += " (" + text(line.option) + ")";
    return words;
}

Cell cell_of(const desk::OrderRow& row, std::size_t column, base::WallTime now) {
    const auto& line = row.line;
    const Tone tone = row.suggestion ? Tone::Idle : Tone::Neutral;
    switch (column) {
    case kStatus: {
        const Look look = look_of(line);
        if (row.suggestion)
            return {wxString::Format(_("Perhaps: %s"), look.word), Tone::Idle, false, {}};
        return {look.word, look.tone, core::claim_open(line), {}};
    }
    case kWhen: return {when_text(line.ordered_at, now), tone, false, {}};
    case kProduct: return {product_of(line), tone, false, {}};
    case kQuantity: return {quantity_text(line), tone, false, {}};
    case kAmount: return {won_text(line.remaining_amount), tone, false, {}};
    default: return {text(row.shop_name), Tone::Idle, false, {}};
    }
}

wxString nothing_words(const desk::OrdersView& view) {
    switch (view.state) {
    case desk::OrdersState::None: return _("Choose a customer to see the orders");
    case desk::OrdersState::Withheld: return _("No number, so no orders to look up");
    case desk::OrdersState::Looking: return _("Looking for orders…");
    case desk::OrdersState::NoShop: return _("No shop is connected to this centre");
    case desk::OrdersState::Unavailable:
        return _("The server does not answer; orders come when the connection is back");
    case desk::OrdersState::Known: break;
    }
    return _("No orders of this number");
}

wxString person_words(const core::OrderPerson& person) {
    wxString words = text(person.name);
    for (const auto& number : person.numbers) words += " " + text(number.masked());
    return words;
}

} // namespace

OrdersPanel::OrdersPanel(wxWindow* parent, desk::OrdersDesk& orders, const base::Clock& clock)
    : wxPanel(parent), orders_(orders), clock_(clock) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(build_head(section), wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    rows_ = new RowList(section, "console.orders.list", _("Orders"),
                        {{_("Order status"), 104},
                         {_("When"), 92},
                         {_("Product"), 170},
                         {_("Pieces"), 92},
                         {_("Amount"), 74},
                         {_("Shop"), 60}},
                        RowList::Head::Shown);
    nothing_ = make_text(section, "console.orders.nothing", {});
    nothing_->SetForegroundColour(palette().muted);
    lines->Add(rows_, wxSizerFlags(2).Expand());
    lines->Add(nothing_, wxSizerFlags(1).Centre().Border(wxALL, FromDIP(gap::kInner)));
    gap::add(lines, this, gap::kNear);
    lines->Add(build_detail(section), wxSizerFlags(3).Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);

    rows_->on_selected([this](const std::string& key) { orders_.choose(key); });
    rows_->on_activated([this](const std::string&) { open_parcel(); });
    watching_ = orders_.watch([this](const desk::OrdersView& view) { show(view); });
    show(orders_.view());
}

wxSizer* OrdersPanel::build_head(wxWindow* section) {
    count_ = new Badge(section, "console.orders.count");
    freshness_ = make_text(section, "console.orders.freshness", {}, Type::Small, Cut::AtEnd);
    freshness_->SetForegroundColour(palette().muted);
    again_ = make_button(section, "console.orders.again", _("Read again"), ButtonRole::Flat);
    again_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { orders_.read_again(); });
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(section, "console.orders.title", _("Orders"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kNear);
    head->Add(count_, wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kInner);
    head->Add(freshness_, wxSizerFlags(1).CentreVertical());
    head->Add(again_, wxSizerFlags().CentreVertical());
    return head;
}

wxStaticText* OrdersPanel::add_fact(const char* id, const wxString& label) {
    Fact fact{make_muted(detail_, label), make_text(detail_, id, {}, Type::Body, Cut::AtEnd)};
    grid_->Add(fact.label);
    grid_->Add(fact.value, wxSizerFlags().Expand());
    facts_.push_back(fact);
    return fact.value;
}

wxWindow* OrdersPanel::build_detail(wxWindow* section) {
    detail_ = new wxScrolledWindow(section);
    detail_->SetBackgroundColour(palette().surface);
    detail_->SetScrollRate(0, FromDIP(12));
    grid_ = new wxFlexGridSizer(2, FromDIP(wxSize(gap::kInner, 3)));
    grid_->AddGrowableCol(1);
    suggestion_ = make_text(detail_, "console.order.suggestion",
                            _("Only the last eight digits are the same: perhaps somebody else's"),
                            Type::Small);
    suggestion_->SetForegroundColour(palette().warn.strong);
    product_ = add_fact("console.order.product", _("Product"));
    status_ = add_fact("console.order.status", _("Order status"));
    parcel_ = add_fact("console.order.parcel", _("Parcel"));
    claim_ = add_fact("console.order.claim", _("Claim"));
    collect_ = add_fact("console.order.collect", _("Collection"));
    quantity_ = add_fact("console.order.quantity", _("Pieces"));
    amount_ = add_fact("console.order.amount", _("Amount"));
    receiver_ = add_fact("console.order.receiver", _("Receiver"));
    address_ = add_fact("console.order.address", _("Address"));
    memo_ = add_fact("console.order.memo", _("Parcel note"));
    orderer_ = add_fact("console.order.orderer", _("Orderer"));
    number_ = add_fact("console.order.number", _("Order no."));
    track_ = make_button(detail_, "console.order.track", _("Follow the parcel"), ButtonRole::Flat,
                         "open");
    centre_ = make_button(detail_, "console.order.centre", _("Open the seller centre"),
                          ButtonRole::Flat, "open");
    track_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { open_parcel(); });
    centre_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { open_seller_centre(); });
    auto* doors = new wxBoxSizer(wxHORIZONTAL);
    doors->Add(track_);
    doors->Add(centre_, wxSizerFlags().Border(wxLEFT, FromDIP(gap::kNear)));
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(doors, wxSizerFlags().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    lines->Add(suggestion_, wxSizerFlags().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    lines->Add(grid_, wxSizerFlags().Expand());
    detail_->SetSizer(lines);
    return detail_;
}

void OrdersPanel::show(const desk::OrdersView& view) {
    set_text(freshness_, freshness_line(view));
    again_->Enable(!view.reading && view.state == desk::OrdersState::Known && !view.rows.empty());
    show_rows(view);
    show_detail(view.chosen_row());
    GetSizer()->Layout();
    nothing_->GetParent()->Layout();
}

void OrdersPanel::show_rows(const desk::OrdersView& view) {
    set_text(nothing_, nothing_words(view));
    if (view.rows != shown_) {
        shown_ = view.rows;
        std::vector<std::string> keys;
        for (const auto& row : shown_) keys.push_back(row.key);
        rows_->set_rows(std::move(keys),
                        [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                            return cell_of(shown_[row], column, now);
                        });
    }
    if (rows_->selected() != view.chosen) rows_->select(view.chosen);
    const auto count = static_cast<int>(shown_.size());
    count_->show_word(count == 0  ? wxString()
                      : view.more ? wxString::Format("%d+", count)
                                  : wxString::Format("%d", count),
                      Tone::Idle);
    rows_->Show(count > 0);
    nothing_->Show(count == 0);
}

void OrdersPanel::show_detail(const desk::OrderRow* row) {
    detail_->Show(row != nullptr);
    if (!row) return;
    const auto& line = row->line;
    suggestion_->Show(row->suggestion);
    set_text(product_, product_of(line));
    set_text(quantity_, quantity_text(line));
    set_text(amount_, amount_text(line));
    wxString status = look_of(line).word;
    if (line.status == "PAYED" && !line.placed.empty())
        status += wxString::FromUTF8(" · ") + placed_words(line.placed);
    if (line.status == "PAYED" && line.send_until)
        status +=
            wxString::FromUTF8(" · ") +
            wxString::Format(_("to be sent until %s"), day_text(*line.send_until, clock_.wall()));
    set_text(status_, status);
    set_text(claim_, line.claim ? claim_line(*line.claim) : wxString());
    set_text(collect_, line.claim ? collect_line(*line.claim) : wxString());
    set_text(parcel_, line.parcel ? parcel_line(*line.parcel) : wxString());
    show_person(*row);
    for (const auto& fact : facts_) {
        const bool there = !fact.value->GetLabel().empty();
        fact.label->Show(there);
        fact.value->Show(there);
    }
    track_->Show(line.parcel && !line.parcel->tracking.empty());
    centre_->Show(!row->seller_centre.empty());
    detail_->FitInside();
    detail_->Layout();
}

void OrdersPanel::show_person(const desk::OrderRow& row) {
    const auto& line = row.line;
    wxString orderer = person_words(line.orderer);
    if (line.gift) orderer += " " + _("(a gift)");
    set_text(orderer_, orderer);
    set_text(receiver_, person_words(line.receiver));
    set_text(address_, text(line.address));
    set_text(memo_, text(line.memo));
    wxString number = text(line.order);
    if (!row.shop_name.empty()) number += wxString::FromUTF8(" · ") + text(row.shop_name);
    set_text(number_, number);
}

void OrdersPanel::open_parcel() const {
    const auto* row = orders_.view().chosen_row();
    if (!row || !row->line.parcel) return;
    const auto link = desk::parcel_link(row->line.parcel->company, row->line.parcel->tracking);
    if (!link.empty()) wxLaunchDefaultBrowser(text(link));
}

void OrdersPanel::open_seller_centre() const {
    const auto* row = orders_.view().chosen_row();
    if (row && !row->seller_centre.empty()) wxLaunchDefaultBrowser(text(row->seller_centre));
}

} // namespace sangdam::ui
