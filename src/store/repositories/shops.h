// SPDX-License-Identifier: MIT
//
// The shops whose orders are mirrored: credentials sealed, and how far the mirror is. Thread: see
// store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/shop.h"
#include "store/database.h"
#include "store/sealer.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::store {

struct ShopProgress {
    std::string cursor; // Empty: the first fill has not begun.
    std::optional<base::WallTime> fresh_at;
    std::optional<int> filled; // Percent; absent: done.
    core::ShopTrouble trouble = core::ShopTrouble::None;
};
struct ShopRow {
    core::Shop shop;
    ShopProgress progress;
    base::WallTime changed_at{}; // Of what an administrator sets.
};

class Shops {
public:
    Shops(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // Adds, or changes what an administrator sets; an empty secret keeps the stored one.
    base::Status put(const core::Shop&, base::WallTime now);
    base::Status remove(const core::ShopId&);        // With its orders. NotFound
    base::Result<std::vector<ShopRow>> all();        // By name.
    base::Result<ShopRow> find(const core::ShopId&); // NotFound
    base::Status keep(const core::ShopId&, const ShopProgress&);
    // Of those that are enabled, for the desks.
    base::Result<std::vector<core::ShopState>> states();

private:
    base::Result<ShopRow> read(const Row&);
    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
