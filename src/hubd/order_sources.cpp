// SPDX-License-Identifier: MIT

#include "hubd/order_sources.h"

#include "orders/import_source.h"
#include "orders/naver_source.h"

namespace sangdam::hubd {

hub::MakeOrderSource order_sources(orders::Http& http, base::Timers& timers,
                                   const base::Clock& clock, base::Random& random) {
    return [&](const core::Shop& shop) -> std::unique_ptr<core::OrderSource> {
        if (shop.kind == core::ShopKind::Import)
            return std::make_unique<orders::ImportSource>(
                orders::ImportSettings{shop.id, shop.url, shop.secret}, http, timers, clock,
                random);
        orders::NaverSettings settings;
        settings.shop = shop.id;
        settings.account.base = shop.url.empty() ? orders::kNaverUrl : shop.url;
        settings.account.credentials = {shop.client_id, shop.secret};
        settings.fill = std::chrono::hours{24} * shop.fill_days;
        return std::make_unique<orders::NaverSource>(std::move(settings), http, timers, clock,
                                                     random);
    };
}

} // namespace sangdam::hubd
