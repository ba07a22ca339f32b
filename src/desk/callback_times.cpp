// SPDX-License-Identifier: MIT

#include "desk/callback_times.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string>

namespace sangdam::desk {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;

constexpr minutes kQuarter{15};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool takes(std::string& text, std::initializer_list<std::string_view> words) {
    for (const auto word : words)
        if (const auto at = text.find(word); at != std::string::npos)
            return text.erase(at, word.size()), true;
    return false;
}

// "14:30" and "14 30" are two runs of digits, "1430" is one; anything else between them is no time.
std::optional<minutes> clock_time(const std::string& text) {
    std::string digits;
    std::size_t parted = 0;
    for (const char c : text) {
        if (is_digit(c))
            digits += c;
        else if (!digits.empty() && (parted == 0 || parted == digits.size()) &&
                 (c == ':' || c == '.' || c == ' '))
            parted = digits.size();
        else if (c != ' ')
            return std::nullopt;
    }
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    if (parted == digits.size()) parted = 0;
    if (parted == 0) parted = digits.size() > 2 ? digits.size() - 2 : digits.size();
    const auto rest = digits.substr(parted);
    if (parted > 2 || (!rest.empty() && rest.size() != 2)) return std::nullopt;
    const int hour = std::stoi(digits.substr(0, parted));
    const int minute = rest.empty() ? 0 : std::stoi(rest);
    if (hour > 23 || minute > 59) return std::nullopt;
    return std::chrono::hours{hour} + minutes{minute};
}

} // namespace

DueTrouble check_due(base::WallTime due, base::WallTime now, const core::WorkHours& hours) {
    if (due <= now) return DueTrouble::Past;
    const auto day = std::chrono::floor<std::chrono::days>(due + hours.utc_offset);
    if (hours.closed.contains(day)) return DueTrouble::Holiday;
    return core::open_at(hours, due) ? DueTrouble::None : DueTrouble::Closed;
}

base::WallTime proposed_due(base::WallTime now, const core::WorkHours& hours) {
    const auto since = std::chrono::ceil<minutes>((now + 30min).time_since_epoch());
    const auto first = base::WallTime((since + kQuarter - 1min) / kQuarter * kQuarter);
    for (auto at = first; at < first + 14 * 24h; at += kQuarter)
        if (check_due(at, now, hours) == DueTrouble::None) return at;
    return first;
}

std::optional<minutes> time_of_day(std::string_view typed) {
    std::string text(typed);
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const bool afternoon = takes(text, {"오후", "pm"});
    const bool morning = !afternoon && takes(text, {"오전", "am"});
    takes(text, {"분"});
    if (const auto at = text.find("시"); at != std::string::npos) text.replace(at, 3, ":");
    auto time = clock_time(text);
    if (!time || (!afternoon && !morning)) return time;
    if (*time >= 13h || *time < 1h) return std::nullopt; // Half a day has no hour 0 and no 14.
    const bool twelve = *time >= 12h;
    if (afternoon && !twelve) *time += 12h;
    if (morning && twelve) *time -= 12h;
    return time;
}

} // namespace sangdam::desk
