// SPDX-License-Identifier: MIT
//
// RTCP (RFC 3550 §6): sender and receiver reports, CNAME, BYE. Pure and bounded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sangdam::media {

struct ReportBlock { // §6.4.1: how the reporter receives the source `ssrc`.
    std::uint32_t ssrc = 0;
    std::uint8_t fraction_lost = 0; // In 1/256, since the report before.
    std::int32_t lost = 0;          // In all; 24 bits, negative if there were duplicates.
    std::uint32_t highest_sequence = 0;
    std::uint32_t jitter = 0; // In timestamp units.
    std::uint32_t last_report = 0;
    std::uint32_t since_last_report = 0; // In 1/65536 s.
};

struct SenderInfo {
    std::uint64_t ntp = 0; // Seconds since 1900 in 32.32 fixed point.
    std::uint32_t timestamp = 0;
    std::uint32_t packets = 0;
    std::uint32_t octets = 0;
};

// What one compound packet said, as far as a call between two cares.
struct RtcpReport {
    std::uint32_t from = 0;
    std::optional<SenderInfo> sender;
    std::array<ReportBlock, 4> blocks{}; // More are skipped: we send one stream.
    std::size_t block_count = 0;
    bool bye = false;
};

// Nothing: not RTCP. A compound packet cut short gives the parts that were whole.
std::optional<RtcpReport> parse_rtcp(std::span<const std::uint8_t> datagram);

inline constexpr std::size_t kLargestRtcp = 256;
struct RtcpText {
    std::array<std::uint8_t, kLargestRtcp> bytes{};
    std::size_t size = 0;
    std::span<const std::uint8_t> span() const { return {bytes.data(), size}; }
};

// SR if there is sender info, else RR; then SDES with the CNAME (§6.1 wants it in each), cut at 64
// bytes; then BYE if asked for.
RtcpText format_rtcp(const RtcpReport&, std::string_view cname);

} // namespace sangdam::media
