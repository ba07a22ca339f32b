// SPDX-License-Identifier: MIT

#include "sip/message.h"

#include <algorithm>
#include <optional>

namespace sangdam::sip {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

bool unreserved(char c) { // RFC 3986 §2.3
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::optional<int> hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (lower(c) >= 'a' && lower(c) <= 'f') return lower(c) - 'a' + 10;
    return std::nullopt;
}

} // namespace

std::string_view value_of(const Headers& headers, std::string_view name) {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const Header& h) { return same_word(h.name, name); });
    return found == headers.end() ? std::string_view{} : std::string_view{found->value};
}

std::string name_addr(std::string_view display, std::string_view uri) {
    std::string text;
    if (!display.empty()) {
        text += '"';
        for (const char c : display) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) continue;
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += "\" ";
    }
    return text.append("<").append(uri).append(">");
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto high = hex(text[i + 1]);
            const auto low = hex(text[i + 2]);
            if (high && low) {
                out += static_cast<char>(*high * 16 + *low);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

std::string user_of(std::string_view uri) {
    const auto colon = uri.find(':');
    if (colon != std::string_view::npos) uri.remove_prefix(colon + 1);
    const auto at = uri.find('@');
    if (at == std::string_view::npos) return {};
    return percent_decoded(uri.substr(0, std::min(at, uri.find(';'))));
}

bool safe_in_header(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

} // namespace sangdam::sip
