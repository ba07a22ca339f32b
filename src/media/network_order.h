// SPDX-License-Identifier: MIT
//
// Numbers as they stand on the wire: most significant byte first. The caller has checked the size.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sangdam::media {

using Bytes = std::span<const std::uint8_t>;

inline std::uint16_t read_u16(Bytes b, std::size_t at) {
    assert(at + 2 <= b.size());
    return static_cast<std::uint16_t>(b[at] << 8 | b[at + 1]);
}
inline std::uint32_t read_u32(Bytes b, std::size_t at) {
    return std::uint32_t{read_u16(b, at)} << 16 | read_u16(b, at + 2);
}

inline void write_u16(std::span<std::uint8_t> b, std::size_t at, std::uint16_t value) {
    assert(at + 2 <= b.size());
    b[at] = static_cast<std::uint8_t>(value >> 8);
    b[at + 1] = static_cast<std::uint8_t>(value & 0xFF);
}
inline void write_u32(std::span<std::uint8_t> b, std::size_t at, std::uint32_t value) {
    write_u16(b, at, static_cast<std::uint16_t>(value >> 16));
    write_u16(b, at + 2, static_cast<std::uint16_t>(value & 0xFFFF));
}

} // namespace sangdam::media
