// SPDX-License-Identifier: MIT
//
// What a customer bought in one of our shops, as the hub's mirror knows it. A row is one *product
// order* (상품주문): that is what is sent, claimed and paid back; several of them make one order.
// Words of the shop's own (status, claim, parcel company) stay as the shop wrote them: a word that
// is new to us is shown raw and breaks nothing. Values only.
//
// Personal data: sealed at rest, masked in logs. The lobby password that a Naver address may hold
// (entryMethodContent) has no field here on purpose.
#pragma once

#include "base/clock.h"
#include "core/ids.h"
#include "core/phone_number.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::core {

using ShopId = Id<struct ShopTag>;

struct OrderClaim {
    std::string type;   // CANCEL, RETURN, EXCHANGE …
    std::string status; // CANCEL_REQUEST, COLLECTING …
    std::string reason; // INTENT_CHANGED …
    std::string detail; // What the customer wrote.
    int quantity = 0;   // 0: not said.
    std::optional<base::WallTime> requested_at;
    std::string collect_status; // Of what comes back.
    std::string collect_company;
    std::string collect_tracking;
    std::string holdback; // Why paying back waits; empty: it does not.

    friend bool operator==(const OrderClaim&, const OrderClaim&) = default;
};

struct OrderParcel {
    std::string method;  // DELIVERY, VISIT_RECEIPT …
    std::string company; // CJGLS, HANJIN …
    std::string tracking;
    std::string status; // DELIVERING, DELIVERY_COMPLETION …
    std::optional<base::WallTime> sent_at;
    std::optional<base::WallTime> delivered_at;
    bool wrong_tracking = false; // The shop found the number to be wrong.

    friend bool operator==(const OrderParcel&, const OrderParcel&) = default;
};

struct OrderPerson {
    std::string name;
    std::vector<PhoneNumber> numbers; // Masked ones are Unknown and never looked up.

    friend bool operator==(const OrderPerson&, const OrderPerson&) = default;
};

struct OrderLine {
    ShopId shop;
    std::string number; // Of the product order; unique in its shop.
    std::string order;  // Of the order it belongs to.
    base::WallTime ordered_at{};
    std::optional<base::WallTime> paid_at;
    std::optional<base::WallTime> changed_at; // As the shop says.
    std::string status;                       // PAYED, DELIVERING …
    std::string placed;                       // NOT_YET, OK: whether the seller has confirmed it.
    std::string product;
    std::string option;
    int quantity = 0;        // As ordered …
    int remaining = 0;       // … and what is left of it after claims: the one to speak of.
    std::int64_t amount = 0; // Won, as paid …
    std::int64_t remaining_amount = 0;
    std::string payment; // 신용카드 …
    std::optional<base::WallTime> send_until;
    std::string delay_reason;
    bool gift = false; // The orderer is masked; the receiver is who calls.
    std::string gift_status;
    std::optional<OrderClaim> claim;
    std::optional<OrderParcel> parcel;
    OrderPerson orderer;
    OrderPerson receiver;
    std::string address;
    std::string memo;         // For the parcel.
    base::WallTime read_at{}; // When the shop was asked: how old this is.

    friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

// The card's line. Counts of product orders.
struct OrderSummary {
    int total = 0;
    int to_send = 0;    // Paid, not on the way yet.
    int on_the_way = 0; // 배송중
    int claims = 0;     // Under way: cancelled, returned or exchanged, and not finished.

    friend bool operator==(const OrderSummary&, const OrderSummary&) = default;
};

// What of a line counts as what. Pure; unknown words count in `total` only.
bool to_send(const OrderLine&);
bool on_the_way(const OrderLine&);
bool claim_open(const OrderLine&);
OrderSummary summary(const std::vector<OrderLine>&);

// A shop as the desks see it.
struct ShopState {
    ShopId id;
    std::string name;
    std::string seller_centre;              // Where a person looks an order up; empty: nowhere.
    std::optional<base::WallTime> fresh_at; // Everything up to here is in the mirror.
    std::string trouble;                    // ShopTrouble's word; empty: none.
    std::optional<int> filled;              // First fill, percent; absent: done.

    friend bool operator==(const ShopState&, const ShopState&) = default;
};

// The answer to "what did this number order?".
struct CustomerOrders {
    std::vector<OrderLine> lines;       // Newest first, at most kMostOrderLines.
    std::vector<OrderLine> suggestions; // Same last eight digits only: perhaps somebody else's.
    std::vector<ShopState> shops;
    bool more = false; // There are older ones.

    friend bool operator==(const CustomerOrders&, const CustomerOrders&) = default;
};
inline constexpr std::size_t kMostOrderLines = 50;

// A wish to have them read again where they are. With `order`, all lines of that one, too.
struct OrderRefresh {
    PhoneNumber number;
    ShopId shop;
    std::string order;
};

// The digits by which orders are merely suggested; empty where that would mix strangers: safe
// numbers (050x) are lent to one after the other, a company's number is everybody's.
std::string last_eight(const PhoneNumber&);
// Whether a number may be found exactly at all; masked, hidden and damaged ones may not.
bool findable(const PhoneNumber&);

} // namespace sangdam::core
