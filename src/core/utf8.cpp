// SPDX-License-Identifier: MIT

#include "core/utf8.h"

#include <cassert>
#include <cstddef>

namespace sangdam::core {
namespace {

// Length of the sequence that this byte begins; 0 for a byte that cannot begin one.
std::size_t sequence_length(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return 2; // C0, C1 would be overlong.
    if ((first & 0xF0) == 0xE0) return 3;
    if (first >= 0xF0 && first <= 0xF4) return 4;
    return 0;
}

bool allowed(char32_t c, std::size_t length) {
    if (length == 3) return c >= 0x800 && (c < 0xD800 || c > 0xDFFF);
    if (length == 4) return c >= 0x10000 && c <= 0x10FFFF;
    return true;
}

} // namespace

char32_t take_character(std::string_view& text) {
    assert(!text.empty());
    const auto first = static_cast<unsigned char>(text.front());
    const auto length = sequence_length(first);
    if (length >= 1 && length <= text.size()) {
        char32_t c = length == 1 ? first : first & (0xFFu >> (length + 1));
        bool whole = true;
        for (std::size_t i = 1; i < length; ++i) {
            const auto next = static_cast<unsigned char>(text[i]);
            whole = whole && (next & 0xC0) == 0x80;
            c = (c << 6) | (next & 0x3Fu);
        }
        if (whole && allowed(c, length)) {
            text.remove_prefix(length);
            return c;
        }
    }
    text.remove_prefix(1);
    return kReplacement;
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::u32string to_characters(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) out.push_back(take_character(text));
    return out;
}

} // namespace sangdam::core
