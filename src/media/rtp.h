// SPDX-License-Identifier: MIT
//
// RTP packets (RFC 3550 §5.1) as values. Parsing is pure and bounded: it looks at the bytes it was
// given and nowhere else, whatever they are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sangdam::media {

struct RtpPacket {
    std::uint8_t payload_type = 0;
    bool marker = false;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    std::uint32_t ssrc = 0;
    std::span<const std::uint8_t> payload{}; // Into the datagram; padding and extensions are off.
};

inline constexpr std::size_t kRtpHeader = 12;
inline constexpr std::size_t kLargestDatagram = 1500;

std::optional<RtpPacket> parse_rtp(std::span<const std::uint8_t> datagram);

// The fixed header alone: `payload` is ignored, it goes right behind.
std::array<std::uint8_t, kRtpHeader> rtp_header(const RtpPacket&);

// RFC 5761 §4: on a shared port, RTCP is told from RTP by its second byte.
bool looks_like_rtcp(std::span<const std::uint8_t> datagram);

} // namespace sangdam::media
