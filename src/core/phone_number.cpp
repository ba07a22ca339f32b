// SPDX-License-Identifier: MIT

#include "core/phone_number.h"

#include "core/named_enum.h"
#include "core/number_plan.h"
#include "core/utf8.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace sangdam::core {
namespace {

constexpr EnumNames<NumberKind, 16> kKinds{{{NumberKind::Mobile, "MOBILE"},
                                            {NumberKind::Pager, "PAGER"},
                                            {NumberKind::Fixed, "FIXED"},
                                            {NumberKind::FixedService, "FIXED_SERVICE"},
                                            {NumberKind::Voip, "VOIP"},
                                            {NumberKind::SafeNumber, "SAFE_NUMBER"},
                                            {NumberKind::VirtualFax, "VIRTUAL_FAX"},
                                            {NumberKind::TollFree, "TOLL_FREE"},
                                            {NumberKind::Premium, "PREMIUM"},
                                            {NumberKind::Rep, "REP"},
                                            {NumberKind::RepFree, "REP_FREE"},
                                            {NumberKind::Emergency, "EMERGENCY"},
                                            {NumberKind::Special, "SPECIAL"},
                                            {NumberKind::Intl, "INTL"},
                                            {NumberKind::Hidden, "HIDDEN"},
                                            {NumberKind::Unknown, "UNKNOWN"}}};

constexpr std::size_t kLongestText = 64; // Characters that are kept of what is not a number.
constexpr std::size_t kLongestE164 = 15; // ITU-T E.164 §6.2.1
constexpr std::size_t kShortestE164 = 7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool invisible(char32_t c) { // Direction marks that come along when a number is copied.
    return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

// NFKC, as far as a telephone number can need it: full-width forms, spaces, dashes, digits.
char32_t folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    if (c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F)
        return U' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return U'-';
    if (c >= 0x1D7CE && c <= 0x1D7FF) return U'0' + (c - 0x1D7CE) % 10;
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return U'0' + (c - 0x2070);
    if (c >= 0x2080 && c <= 0x2089) return U'0' + (c - 0x2080);
    if (c == 0xB9) return U'1';
    if (c == 0xB2 || c == 0xB3) return U'2' + (c - 0xB2);
    return c;
}

std::string cleaned(std::string_view text) {
    std::string out;
    for (std::size_t n = 0; n < kLongestText && !text.empty();) {
        const auto c = folded(take_character(text));
        if (invisible(c)) continue;
        if (c == U' ' && out.empty()) continue;
        append_utf8(out, c);
        ++n;
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

// RFC 3323 §4.1.1.3 and what Korean exchanges write instead.
bool says_hidden(std::string_view text) {
    std::string word;
    for (const char c : text) {
        if (c == '@') break;
        if (c == ' ') continue;
        word.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"", "anonymous", "unavailable", "restricted", "private", "발신번호표시제한"});
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

struct Parts {
    std::string_view number, extension;
};

// Splits at the first mark of an extension; whatever stands around its digits is dropped.
Parts split(std::string_view text) {
    static constexpr auto kMarks =
        std::to_array<std::string_view>({";ext=", "#", "내선", "ext.", "ext"});
    for (const auto mark : kMarks) {
        const auto at = text.find(mark);
        if (at == std::string_view::npos) continue;
        auto extension = text.substr(at + mark.size());
        const auto begin = std::find_if(extension.begin(), extension.end(), is_digit);
        const auto end = std::find_if_not(begin, extension.end(), is_digit);
        return {text.substr(0, at), std::string_view(begin, end)};
    }
    return {text, {}};
}

// Digits and one leading '+'. Empty: there is something in the text that no number has.
std::string dialable(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_digit(c)) {
            out.push_back(c);
        } else if (c == '+' && out.empty()) {
            out.push_back(c);
        } else if (std::string_view(" -./()").find(c) == std::string_view::npos) {
            return {};
        }
    }
    return out.size() > 20 ? std::string{} : out; // The longest: access code + 15 digits.
}

struct Reading {
    NumberKind kind = NumberKind::Unknown;
    std::string key;
    std::optional<std::string> e164;
};

std::optional<Reading> national(const std::string& digits) {
    const auto entry = plan_entry(digits);
    if (!entry) return std::nullopt;
    Reading out{entry->kind, digits, std::nullopt};
    if (entry->abroad) out.e164 = "+82" + digits.substr(digits[0] == '0' ? 1 : 0);
    return out;
}

// What stands behind +82: without its zero, or – often and wrongly – with it.
std::optional<Reading> behind_82(std::string rest) {
    if (rest.starts_with('0')) rest.erase(0, 1);
    if (rest.starts_with('0')) return std::nullopt;
    if (auto found = national(rest)) return found; // A representative number has no zero at all.
    return national('0' + rest);
}

std::optional<Reading> international(std::string digits) {
    if (digits.starts_with("82")) return behind_82(digits.substr(2));
    const auto code = country_code_length(digits);
    if (code == 0) return std::nullopt;
    // North America: 00700 is often followed by two 1s, access code and country code in one.
    if (digits.starts_with("11") && digits.size() == 12) digits.erase(0, 1);
    if (digits[0] == '1' && digits.size() != 11) return std::nullopt;
    if (digits.size() < kShortestE164 || digits.size() > kLongestE164) return std::nullopt;
    return Reading{NumberKind::Intl, '+' + digits, '+' + digits};
}

// A carrier chosen by its code (081 KT, 082 LG U+ …) before an area or mobile number.
std::optional<Reading> behind_carrier(const std::string& digits) {
    if (digits.size() < 10 || !digits.starts_with("08")) return std::nullopt;
    if (std::string_view("1234678").find(digits[2]) == std::string_view::npos) return std::nullopt;
    auto found = national('0' + digits.substr(3));
    if (!found || (found->kind != NumberKind::Mobile && found->kind != NumberKind::Fixed))
        return std::nullopt;
    return found;
}

std::optional<Reading> read(const std::string& dialled) {
    if (dialled.starts_with('+')) return international(dialled.substr(1));
    if (auto found = national(dialled)) return found;
    if (dialled.starts_with("82") && dialled.size() >= 11) return behind_82(dialled.substr(2));
    if (const auto access = international_access(dialled))
        return international(dialled.substr(access));
    if (dialled.starts_with("10") && dialled.size() == 10) return national('0' + dialled);
    return behind_carrier(dialled);
}

bool personal(NumberKind kind) {
    switch (kind) {
    case NumberKind::Mobile:
    case NumberKind::Pager:
    case NumberKind::Fixed:
    case NumberKind::Voip:
    case NumberKind::SafeNumber:
    case NumberKind::VirtualFax: return true;
    default: return false;
    }
}

std::string foreign_display(std::string_view key) { // "+" and digits
    const auto code = country_code_length(key.substr(1));
    auto rest = std::string(key.substr(1 + code));
    if (key.starts_with("+1") && rest.size() == 10) {
        rest.insert(6, "-");
        rest.insert(3, "-");
    }
    return std::string(key.substr(0, 1 + code)) + ' ' + rest;
}

// Keeps the country and the last four digits; a short number would be given away by four.
std::string foreign_masked(std::string display) {
    const auto first = display.find(' ') + 1;
    const auto digits = static_cast<std::size_t>(std::count_if(
        display.begin() + static_cast<std::ptrdiff_t>(first), display.end(), is_digit));
    std::size_t hide = digits >= 8 ? digits - 4 : digits;
    for (std::size_t i = first; i < display.size() && hide > 0; ++i) {
        if (!is_digit(display[i])) continue;
        display[i] = '*';
        --hide;
    }
    return display;
}

} // namespace

PhoneNumber PhoneNumber::parse(std::string_view text) {
    PhoneNumber out;
    const auto clean = cleaned(text);
    if (says_hidden(clean)) return out;
    const auto parts = split(clean);
    if (auto reading = read(dialable(parts.number))) {
        out.kind_ = reading->kind;
        out.key_ = std::move(reading->key);
        out.e164_ = std::move(reading->e164);
        out.extension_ = parts.extension;
    } else {
        out.kind_ = NumberKind::Unknown;
        out.key_ = clean;
    }
    return out;
}

std::string PhoneNumber::display() const {
    if (kind_ == NumberKind::Hidden) return "발신번호표시제한";
    if (kind_ == NumberKind::Intl) return foreign_display(key_);
    if (const auto entry = plan_entry(key_)) return grouped(key_, *entry);
    return key_;
}

// The regulator's guidance hides the exchange (국번) and leaves the last four digits.
std::string PhoneNumber::masked() const {
    auto shown = display();
    if (kind_ == NumberKind::Unknown) return std::string(to_characters(shown).size(), '*');
    if (kind_ == NumberKind::Intl) return foreign_masked(std::move(shown));
    if (!personal(kind_)) return shown;
    const auto from = shown.find('-') + 1;
    const auto to = shown.rfind('-');
    for (auto i = from; i < to; ++i) shown[i] = '*';
    return shown;
}

std::string PhoneNumber::last_four() const {
    const std::string_view digits =
        key_.starts_with('+') ? std::string_view(key_).substr(1) : std::string_view(key_);
    if (digits.size() < 8 || !all_digits(digits)) return {};
    return std::string(digits.substr(digits.size() - 4));
}

std::string_view name(NumberKind kind) { return name_in(kKinds, kind); }

} // namespace sangdam::core
