// SPDX-License-Identifier: MIT
//
// Orders in the agent's words. The shops' own words (status, claim, parcel company) are looked up
// here; one that is not known yet is shown as the shop wrote it. Window thread (catalogs).
#pragma once

#include "core/order.h"
#include "desk/orders_desk.h"
#include "kit/state_words.h"

#include <wx/string.h>

#include <cstdint>
#include <string>

namespace sangdam::ui {

// What matters about a line in one word: an open claim first, else how far it is.
Look look_of(const core::OrderLine&);
// The card's line: "주문 3 · 배송중 1 · 취소·반품·교환 1"; empty without orders.
wxString summary_line(const core::OrderSummary&);
wxString orders_line(const core::OrderSummary&); // The same, or that there are none.

wxString order_status(const std::string& code);
wxString placed_words(const std::string& code); // Whether the seller has seen it; empty: unknown.
wxString claim_line(const core::OrderClaim&); // "반품 · 수거 처리 중 · 상품 파손 (2개)"
wxString collect_line(const core::OrderClaim&); // What comes back, and how far; may be empty.
wxString parcel_line(const core::OrderParcel&); // "CJ대한통운 6000… · 배송중"
wxString company_words(const std::string& code);
wxString won_text(std::int64_t);                // "39,900원"
wxString quantity_text(const core::OrderLine&); // "1개", "1개 (주문 2개)"
wxString amount_text(const core::OrderLine&);
// How old the shown orders are, and what stands in the way of newer ones; empty: nothing to say.
wxString freshness_line(const desk::OrdersView&);
wxString trouble_words(const core::ShopState&);

} // namespace sangdam::ui
