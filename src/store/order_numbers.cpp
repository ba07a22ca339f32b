// SPDX-License-Identifier: MIT

#include "store/order_numbers.h"

#include <set>
#include <string>

namespace sangdam::store {

Bytes tail_index(const Sealer& sealer, const std::string& last_eight) {
    return sealer.index("last eight", last_eight);
}

base::Status write_order_numbers(Database& database, const Sealer& sealer,
                                 const core::OrderLine& line) {
    SDC_CHECK(database.run("DELETE FROM order_numbers WHERE shop = $1 AND number = $2",
                           {line.shop, line.number}));
    std::set<std::string> whole;
    std::set<std::string> tails;
    for (const auto* person : {&line.orderer, &line.receiver})
        for (const auto& number : person->numbers) {
            if (!core::findable(number)) continue;
            whole.insert(number.key());
            if (auto tail = core::last_eight(number); !tail.empty()) tails.insert(std::move(tail));
        }
    const auto insert = [&](int kind, Value index) {
        return database.run("INSERT INTO order_numbers (shop, number, kind, number_index, "
                            "ordered_at) VALUES ($1, $2, $3, $4, $5)",
                            {line.shop, line.number, kind, std::move(index), line.ordered_at});
    };
    for (const auto& key : whole) SDC_CHECK(insert(kWholeNumber, sealer.index("number", key)));
    for (const auto& tail : tails) SDC_CHECK(insert(kNumberTail, tail_index(sealer, tail)));
    return base::Done{};
}

} // namespace sangdam::store
