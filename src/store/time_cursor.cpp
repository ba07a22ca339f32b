// SPDX-License-Identifier: MIT

#include "store/time_cursor.h"

#include <charconv>
#include <cstdint>

namespace sangdam::store {

std::string time_cursor(base::WallTime at, const std::string& id) {
    return std::to_string(at.time_since_epoch().count()) + '.' + id;
}

base::Result<TimeCursor> parse_time_cursor(const std::string& text) {
    std::int64_t count = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc{} || at == end || *at != '.')
        return base::Error{base::Errc::BadInput, "this is no cursor of this list"};
    return TimeCursor{base::WallTime(std::chrono::milliseconds(count)), std::string(at + 1, end)};
}

} // namespace sangdam::store
