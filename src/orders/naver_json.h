// SPDX-License-Identifier: MIT
//
// The answers of the Naver Commerce API as values. Every field may be missing and every word may be
// new: nothing here fails because of one; only a document that is not the asked kind is BadInput.
// Pure; never throws. `entryMethodContent` – it may hold a lobby password – is not read.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/order.h"
#include "orders/feed_cursor.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::orders {

struct TokenAnswer {
    base::Secret token;
    std::chrono::seconds life{0};
};
base::Result<TokenAnswer> read_token(std::string_view body);

struct ErrorBody {
    std::string code;
    std::string message;
    std::string trace;
    std::vector<std::string> invalid; // Names of the refused inputs.
};
ErrorBody read_error(std::string_view body); // Empty where nothing can be read.

struct FeedPage {
    std::vector<std::string> numbers; // Of the product orders that changed; each once.
    std::optional<More> more;
};
base::Result<FeedPage> read_feed(std::string_view body);

base::Result<std::vector<std::string>> read_numbers(std::string_view body);

// `read_at`: when the question was sent.
base::Result<std::vector<core::OrderLine>> read_details(std::string_view body, const core::ShopId&,
                                                        base::WallTime read_at);
struct DetailPage {
    std::vector<core::OrderLine> lines;
    bool has_next = false;
};
base::Result<DetailPage> read_conditional(std::string_view body, const core::ShopId&,
                                          base::WallTime read_at);

} // namespace sangdam::orders
