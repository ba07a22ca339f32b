// SPDX-License-Identifier: MIT
//
// Times as the shop wants and writes them: yyyy-MM-dd'T'HH:mm:ss.SSS+09:00, milliseconds mandatory.
// Pure.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace sangdam::orders {

std::string shop_time(base::WallTime);
std::optional<base::WallTime> parse_shop_time(std::string_view); // Any RFC 3339.
// "2026-11-23", "2026-11-23 14:05", "2026/11/23 14:05:30" of Korea, or RFC 3339: people's files.
std::optional<base::WallTime> parse_loose_time(std::string_view);
// Date of an HTTP answer (RFC 9110 §5.6.7, IMF-fixdate).
std::optional<base::WallTime> parse_http_date(std::string_view);
std::string http_date(base::WallTime);

} // namespace sangdam::orders
