// SPDX-License-Identifier: MIT

#include "wire/rfc3339.h"

#include <cstdio>

namespace sangdam::wire {
namespace {

using namespace std::chrono;

// Reads fixed-width fields from the front; a wrong one empties the rest for good.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}
    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + digit();
        return value;
    }
    char one_of(std::string_view allowed) {
        if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
            good_ = false;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    bool next_is_digit() const {
        return good_ && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
    }
    bool next_is(char c) const { return good_ && !rest_.empty() && rest_.front() == c; }
    int digit() {
        const char c = one_of("0123456789");
        return good_ ? c - '0' : 0;
    }
    bool good() const { return good_; }
    bool done() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

milliseconds fraction(Cursor& in) {
    int scale = 100;
    int value = 0;
    if (!in.next_is('.')) return milliseconds(0);
    in.one_of(".");
    do {
        value += in.digit() * scale;
        scale /= 10;
    } while (in.next_is_digit());
    return milliseconds(value);
}

} // namespace

std::string rfc3339(base::WallTime at) {
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{at - day};
    char text[40];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text;
}

base::Result<base::WallTime> parse_rfc3339(std::string_view text) {
    const base::Error wrong{base::Errc::BadInput, "is not a time like 2026-11-23T00:15:51.123Z"};
    Cursor in(text);
    const year y{in.digits(4)};
    in.one_of("-");
    const month m{static_cast<unsigned>(in.digits(2))};
    in.one_of("-");
    const day d{static_cast<unsigned>(in.digits(2))};
    in.one_of("Tt ");
    const int h = in.digits(2);
    in.one_of(":");
    const int min = in.digits(2);
    in.one_of(":");
    const int s = in.digits(2); // 60: a leap second, taken as the next minute's first.
    const milliseconds ms = fraction(in);
    const char sign = in.one_of("Zz+-");
    minutes offset{0};
    if (sign == '+' || sign == '-') {
        const int oh = in.digits(2);
        in.one_of(":");
        const int om = in.digits(2);
        if (oh > 23 || om > 59) return wrong;
        offset = minutes{(oh * 60 + om) * (sign == '-' ? -1 : 1)};
    }
    const year_month_day date{y, m, d};
    if (!in.done() || !date.ok() || y < year{1970} || h > 23 || min > 59 || s > 60) return wrong;
    return base::WallTime{sys_days{date} + hours{h} + minutes{min} + seconds{s} + ms - offset};
}

} // namespace sangdam::wire
