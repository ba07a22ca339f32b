// SPDX-License-Identifier: MIT

#include "media/g711.h"

#include <algorithm>
#include <array>
#include <bit>

namespace sangdam::media {
namespace {

// Both laws are a sign, a three-bit segment that doubles the step, and four bits within it.

constexpr std::int16_t expand_alaw(unsigned code) {
    code ^= 0x55; // Every other bit is inverted on the line.
    const unsigned segment = code >> 4 & 7;
    int value = static_cast<int>((code & 15) << 4) + 8; // The middle of the step.
    if (segment > 0) value = (value + 0x100) << (segment - 1);
    return static_cast<std::int16_t>((code & 0x80) != 0 ? value : -value);
}

constexpr int kUlawBias = 0x84; // 33 in the 14 bits of the standard.

constexpr std::int16_t expand_ulaw(unsigned code) {
    code = ~code & 0xFF;
    const int value = ((static_cast<int>(code & 15) << 3) + kUlawBias) << (code >> 4 & 7);
    return static_cast<std::int16_t>((code & 0x80) != 0 ? kUlawBias - value : value - kUlawBias);
}

constexpr auto table(std::int16_t (*expand)(unsigned)) {
    std::array<std::int16_t, 256> out{};
    for (unsigned i = 0; i < 256; ++i) out[i] = expand(i);
    return out;
}
constexpr auto kAlaw = table(expand_alaw);
constexpr auto kUlaw = table(expand_ulaw);

} // namespace

std::int16_t from_alaw(std::uint8_t code) { return kAlaw[code]; }
std::int16_t from_ulaw(std::uint8_t code) { return kUlaw[code]; }

std::uint8_t to_alaw(std::int16_t linear) {
    // Negative values are mirrored by one's complement, so that -1 is the smallest negative step.
    const bool positive = linear >= 0;
    const auto size = static_cast<unsigned>(positive ? linear : ~linear) >> 4; // 11 bits
    const auto width = static_cast<unsigned>(std::bit_width(size));
    const unsigned segment = width <= 4 ? 0 : width - 4;
    const unsigned within = segment <= 1 ? size & 15 : size >> (segment - 1) & 15;
    return static_cast<std::uint8_t>(((positive ? 0x80U : 0U) | segment << 4 | within) ^ 0x55U);
}

std::uint8_t to_ulaw(std::int16_t linear) {
    const bool negative = linear < 0;
    const int mirrored = negative ? -int{linear} : int{linear};
    const auto size = static_cast<unsigned>(std::min(mirrored, 32635) + kUlawBias); // 15 bits
    const auto segment = static_cast<unsigned>(std::bit_width(size)) - 8;
    const unsigned within = size >> (segment + 3) & 15;
    return static_cast<std::uint8_t>(~((negative ? 0x80U : 0U) | segment << 4 | within));
}

} // namespace sangdam::media
