// SPDX-License-Identifier: MIT
//
// The mirror of orders: found by the number of orderer or receiver through keyed hashes, sealed
// otherwise. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/order.h"
#include "store/database.h"
#include "store/sealer.h"

#include <string>
#include <vector>

namespace sangdam::store {

class Orders {
public:
    Orders(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // New ones and newer ones: a line that was read earlier than the stored one changes nothing.
    // Answers how many were written. Within the caller's transaction, with the cursor.
    base::Result<int> put(const std::vector<core::OrderLine>&);

    // Newest first, at most kMostOrderLines and one more as a sign that there are more.
    base::Result<std::vector<core::OrderLine>> of_number(const core::PhoneNumber&);
    // Those of which only the last eight digits are the same; at most ten.
    base::Result<std::vector<core::OrderLine>> suggestions(const core::PhoneNumber&);
    base::Result<std::vector<core::OrderLine>> of_order(const core::ShopId&,
                                                        const std::string& order);
    // Counts over the newest kMostCounted lines; `total` over all.
    base::Result<core::OrderSummary> summary(const core::PhoneNumber&);
    static constexpr int kMostCounted = 200;

    // Deletes at most `most` lines ordered before that; answers how many.
    base::Result<int> expire(base::WallTime ordered_before, int most);
    base::Result<std::int64_t> count();

private:
    base::Result<core::OrderLine> read(const Row&);
    base::Result<std::vector<core::OrderLine>> select(std::string_view sql, std::vector<Value>);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
