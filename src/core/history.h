// SPDX-License-Identifier: MIT
//
// What a customer lived through with us, and the one sentence the agent reads before "hello".
#pragma once

#include "core/call_record.h"
#include "core/customer.h"
#include "core/order.h"
#include "core/wrap_up.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::core {

struct HistoryEntry {
    CallRecord call;
    std::string agent_name;    // Empty: nobody talked.
    std::string category_path; // "배송 > 배송지연"
    std::optional<WrapUp> wrap_up;

    friend bool operator==(const HistoryEntry&, const HistoryEntry&) = default;
};

// All that the card shows. `customer` is absent for a new caller (신규 고객).
struct CustomerCard {
    PhoneNumber number;
    std::optional<Customer> customer;
    std::vector<HistoryEntry> recent;   // Newest first, at most 20.
    int missed_today = 0;               // Attempts of today that nobody answered.
    int complaints_recent = 0;          // Of `recent`, those with a negative emotion.
    std::optional<OrderSummary> orders; // Absent: the centre mirrors no shop.

    friend bool operator==(const CustomerCard&, const CustomerCard&) = default;
};

} // namespace sangdam::core
