// SPDX-License-Identifier: MIT

#include "orders/naver_requests.h"

#include "orders/shop_time.h"
#include "orders/signature.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sangdam::orders {
namespace {

constexpr const char* kRoot = "/v1/pay-order/seller/";

HttpAsk get(std::string url) {
    HttpAsk ask;
    ask.url = std::move(url);
    ask.headers = {{"Accept", "application/json"}};
    return ask;
}

} // namespace

std::string escaped(std::string_view text) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : text) {
        if (kPlain.find(c) != std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

base::Result<HttpAsk> token_request(const std::string& base, const Credentials& who,
                                    base::WallTime now) {
    const auto timestamp = now.time_since_epoch().count();
    SDC_TRY(const auto sign, client_secret_sign(who.client_id, who.secret, timestamp));
    HttpAsk ask;
    ask.method = "POST";
    ask.url = base + "/v1/oauth2/token";
    ask.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                   {"Accept", "application/json"}};
    // `account_id` must be absent with SELF.
    ask.body = fmt::format("client_id={}&timestamp={}&grant_type=client_credentials"
                           "&client_secret_sign={}&type=SELF",
                           escaped(who.client_id), timestamp, escaped(sign));
    return ask;
}

HttpAsk changes_request(const std::string& base, const AskChanges& asked, std::size_t limit) {
    auto url = fmt::format("{}{}product-orders/last-changed-statuses?lastChangedFrom={}"
                           "&lastChangedTo={}&limitCount={}",
                           base, kRoot, escaped(shop_time(asked.from)),
                           escaped(shop_time(asked.to)), limit);
    if (!asked.sequence.empty()) url += "&moreSequence=" + escaped(asked.sequence);
    return get(std::move(url));
}

HttpAsk details_request(const std::string& base, const std::vector<std::string>& numbers) {
    HttpAsk ask = get(fmt::format("{}{}product-orders/query", base, kRoot));
    ask.method = "POST";
    ask.headers.emplace_back("Content-Type", "application/json");
    const nlohmann::json body = {{"productOrderIds", numbers},
                                 {"quantityClaimCompatibility", true}};
    ask.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return ask;
}

HttpAsk paid_request(const std::string& base, const AskPaid& asked) {
    return get(fmt::format("{}{}product-orders?from={}&to={}&rangeType=PAYED_DATETIME&pageSize={}"
                           "&page={}&quantityClaimCompatibility=true",
                           base, kRoot, escaped(shop_time(asked.from)),
                           escaped(shop_time(asked.to)), kMostAsked, asked.page));
}

HttpAsk numbers_request(const std::string& base, std::string_view order) {
    return get(fmt::format("{}{}orders/{}/product-order-ids", base, kRoot, escaped(order)));
}

} // namespace sangdam::orders
