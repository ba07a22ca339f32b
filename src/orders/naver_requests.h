// SPDX-License-Identifier: MIT
//
// The requests of the Naver Commerce API that we make. Pure. `base` has no slash at its end.
//
// Token parameters go into the body and nowhere else: an application that sends them in the query
// string is cut to one call per hour (domain facts §1.2).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "orders/feed_cursor.h"
#include "orders/http.h"

#include <string>
#include <string_view>
#include <vector>

namespace sangdam::orders {

inline constexpr const char* kNaverUrl = "https://api.commerce.naver.com/external";
inline constexpr std::size_t kMostAsked = 300; // Ids of one details request; rows of one page.

// Each has a rate limit of its own.
enum class Api { Changes, Details, Paid, Numbers };
inline constexpr std::size_t kApis = 4;

struct Credentials {
    std::string client_id;
    base::Secret secret;
};

base::Result<HttpAsk> token_request(const std::string& base, const Credentials&,
                                    base::WallTime now); // BadInput: signature.h
HttpAsk changes_request(const std::string& base, const AskChanges&, std::size_t limit = kMostAsked);
HttpAsk details_request(const std::string& base, const std::vector<std::string>& numbers);
HttpAsk paid_request(const std::string& base, const AskPaid&);
HttpAsk numbers_request(const std::string& base, std::string_view order);

std::string escaped(std::string_view); // For a query or a form: '+' becomes %2B.

} // namespace sangdam::orders
