// SPDX-License-Identifier: MIT

#include "base/uuid.h"

#include <cstddef>
#include <random>

namespace sangdam::base {

std::uint64_t SystemRandom::next() {
    // One device per thread: std::random_device promises nothing when shared.
    thread_local std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

std::string uuid_v7(WallTime now, Random& random) {
    const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count()) & 0xFFFF'FFFF'FFFFu;
    const std::uint64_t high = (ms << 16) | 0x7000u | (random.next() & 0x0FFFu);
    const std::uint64_t low = (random.next() & 0x3FFF'FFFF'FFFF'FFFFu) | 0x8000'0000'0000'0000u;

    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(36);
    for (int nibble = 0; nibble < 32; ++nibble) {
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) out.push_back('-');
        const auto word = nibble < 16 ? high : low;
        out.push_back(kDigits[(word >> (60 - 4 * (nibble % 16))) & 0xFu]);
    }
    return out;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') return false;
        } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return false;
        }
    }
    return true;
}

} // namespace sangdam::base
