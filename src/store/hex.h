// SPDX-License-Identifier: MIT
//
// Private to store: bytes as lower-case hexadecimal digits. Pure.
#pragma once

#include <string>
#include <string_view>

namespace sangdam::store {

inline std::string in_hex(std::string_view bytes) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 0xF];
    }
    return hex;
}

} // namespace sangdam::store
