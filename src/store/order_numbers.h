// SPDX-License-Identifier: MIT
//
// Private to store: the keyed hashes by which a product order is found, written and, after new keys,
// written again. Thread: see database.h.
#pragma once

#include "base/result.h"
#include "core/order.h"
#include "store/database.h"
#include "store/sealer.h"

namespace sangdam::store {

constexpr int kWholeNumber = 0; // order_numbers.kind
constexpr int kNumberTail = 1;

// Needs the line's shop, number, time and persons. Within the caller's transaction.
base::Status write_order_numbers(Database&, const Sealer&, const core::OrderLine&);
Bytes tail_index(const Sealer&, const std::string& last_eight);

} // namespace sangdam::store
