// SPDX-License-Identifier: MIT

#include "orders/shop_time.h"

#include "wire/rfc3339.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sangdam::orders {
namespace {

using namespace std::chrono;
constexpr hours kKorea{9}; // No summer time.
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

struct Parts {
    year_month_day day;
    hh_mm_ss<milliseconds> clock;
};
Parts parts_of(base::WallTime local) {
    const auto midnight = floor<days>(local);
    return {year_month_day(midnight), hh_mm_ss<milliseconds>(local - midnight)};
}

std::optional<int> digits(std::string_view text) {
    int out = 0;
    if (text.empty() || text.size() > 4) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < 0) return std::nullopt;
    return out;
}

std::optional<base::WallTime> made(int y, int m, int d, int h, int min, int s) {
    const year_month_day day{year{y}, month{static_cast<unsigned>(m)},
                             std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok() || h > 23 || min > 59 || s > 60) return std::nullopt;
    return base::WallTime{sys_days{day} + hours{h} + minutes{min} + seconds{s}};
}

} // namespace

std::string shop_time(base::WallTime at) {
    const auto p = parts_of(at + kKorea);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+09:00",
                       static_cast<int>(p.day.year()), static_cast<unsigned>(p.day.month()),
                       static_cast<unsigned>(p.day.day()), p.clock.hours().count(),
                       p.clock.minutes().count(), p.clock.seconds().count(),
                       p.clock.subseconds().count());
}

std::optional<base::WallTime> parse_shop_time(std::string_view text) {
    const auto parsed = wire::parse_rfc3339(text);
    if (!parsed) return std::nullopt;
    return *parsed;
}

std::optional<base::WallTime> parse_loose_time(std::string_view text) {
    if (const auto exact = parse_shop_time(text)) return exact;
    std::array<int, 6> numbers{};
    std::size_t count = 0;
    std::size_t at = 0;
    constexpr std::string_view kBetween = "-/. :T";
    while (at < text.size() && count < numbers.size()) {
        const auto end = std::min(text.find_first_of(kBetween, at), text.size());
        const auto value = digits(text.substr(at, end - at));
        if (!value) return std::nullopt;
        numbers[count++] = *value;
        at = std::min(text.find_first_not_of(kBetween, end), text.size());
    }
    if (at < text.size() || (count != 3 && count < 5)) return std::nullopt;
    const auto local = made(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    if (!local || numbers[0] < 1000) return std::nullopt;
    return *local - kKorea;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<base::WallTime> parse_http_date(std::string_view text) {
    constexpr std::size_t kLength = 29;
    if (text.size() != kLength || !text.ends_with(" GMT")) return std::nullopt;
    const auto month_at = std::ranges::find(kMonths, text.substr(8, 3));
    const auto d = digits(text.substr(5, 2));
    const auto y = digits(text.substr(12, 4));
    const auto h = digits(text.substr(17, 2));
    const auto m = digits(text.substr(20, 2));
    const auto s = digits(text.substr(23, 2));
    if (month_at == kMonths.end() || !d || !y || !h || !m || !s) return std::nullopt;
    return made(*y, static_cast<int>(month_at - kMonths.begin()) + 1, *d, *h, *m, *s);
}

std::string http_date(base::WallTime at) {
    const auto p = parts_of(at);
    const auto week = weekday{sys_days{p.day}}.c_encoding();
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[week], static_cast<unsigned>(p.day.day()),
        kMonths[static_cast<unsigned>(p.day.month()) - 1], static_cast<int>(p.day.year()),
        p.clock.hours().count(), p.clock.minutes().count(), p.clock.seconds().count());
}

} // namespace sangdam::orders
