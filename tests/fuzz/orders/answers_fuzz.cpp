// SPDX-License-Identifier: MIT
//
// Any bytes as any answer of the shop, and as a stored cursor: refused, or values within bounds.

#include "orders/feed_cursor.h"
#include "orders/naver_json.h"
#include "orders/shop_time.h"
#include "orders/trouble.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sangdam;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const core::ShopId shop("s");
    const base::WallTime now{};
    if (const auto lines = orders::read_details(text, shop, now))
        for (const auto& each : *lines)
            if (each.number.empty() || each.product.size() > 2'000 || each.remaining < 0)
                std::abort();
    (void)orders::read_conditional(text, shop, now);
    (void)orders::read_numbers(text);
    if (const auto token = orders::read_token(text))
        for (const char c : token->token.reveal()) // It becomes a header.
            if (c <= ' ') std::abort();
    if (const auto page = orders::read_feed(text))
        if (page->more && page->more->sequence.find(' ') != std::string::npos) std::abort();
    orders::HttpReply reply;
    reply.status = static_cast<int>(size % 600);
    reply.body = text;
    (void)orders::trouble_of(orders::Asked::Orders, reply);
    (void)orders::trouble_of(orders::Asked::Token, reply);
    (void)orders::parse_loose_time(text);
    (void)orders::parse_http_date(text);
    if (const auto feed = orders::parse_feed(text))
        if (orders::parse_feed(orders::to_text(*feed)) != feed) std::abort();
    return 0;
}
