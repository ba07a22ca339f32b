// SPDX-License-Identifier: MIT

#include "media/rtp.h"

#include "media/network_order.h"

namespace sangdam::media {

std::optional<RtpPacket> parse_rtp(std::span<const std::uint8_t> datagram) {
    if (datagram.size() < kRtpHeader || datagram[0] >> 6 != 2) return std::nullopt;
    const bool padded = (datagram[0] & 0x20) != 0;
    const bool extended = (datagram[0] & 0x10) != 0;
    std::size_t start = kRtpHeader + 4 * std::size_t{datagram[0] & 0x0FU};
    if (extended) {
        if (datagram.size() < start + 4) return std::nullopt;
        start += 4 + 4 * std::size_t{read_u16(datagram, start + 2)};
    }
    if (start > datagram.size()) return std::nullopt;
    std::size_t end = datagram.size();
    if (padded) {
        const std::size_t padding = datagram.back(); // Counts itself: 0 is a lie.
        if (padding == 0 || padding > end - start) return std::nullopt;
        end -= padding;
    }
    return RtpPacket{
        .payload_type = static_cast<std::uint8_t>(datagram[1] & 0x7F),
        .marker = (datagram[1] & 0x80) != 0,
        .sequence = read_u16(datagram, 2),
        .timestamp = read_u32(datagram, 4),
        .ssrc = read_u32(datagram, 8),
        .payload = datagram.subspan(start, end - start),
    };
}

std::array<std::uint8_t, kRtpHeader> rtp_header(const RtpPacket& packet) {
    std::array<std::uint8_t, kRtpHeader> out{};
    out[0] = 0x80;
    out[1] = static_cast<std::uint8_t>(packet.payload_type | (packet.marker ? 0x80 : 0));
    write_u16(out, 2, packet.sequence);
    write_u32(out, 4, packet.timestamp);
    write_u32(out, 8, packet.ssrc);
    return out;
}

bool looks_like_rtcp(std::span<const std::uint8_t> datagram) {
    return datagram.size() >= 2 && datagram[1] >= 192 && datagram[1] <= 223;
}

} // namespace sangdam::media
