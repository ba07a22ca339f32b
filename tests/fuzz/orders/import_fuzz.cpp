// SPDX-License-Identifier: MIT
//
// Any bytes as somebody's order file or webhook: refused as a whole, or lines within bounds.

#include "orders/import_rows.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sangdam;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const core::ShopId shop("s");
    for (const auto& lines : {orders::read_import_csv(text, shop, base::WallTime{}),
                              orders::read_import_json(text, shop, base::WallTime{})}) {
        if (!lines) continue;
        for (const auto& each : *lines)
            if (each.number.empty() || each.number.size() > 64 || each.amount < 0) std::abort();
    }
    return 0;
}
