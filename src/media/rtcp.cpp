// SPDX-License-Identifier: MIT

#include "media/rtcp.h"

#include "media/network_order.h"

#include <algorithm>

namespace sangdam::media {
namespace {

constexpr std::uint8_t kSr = 200;
constexpr std::uint8_t kRr = 201;
constexpr std::uint8_t kSdes = 202;
constexpr std::uint8_t kBye = 203;
constexpr std::uint8_t kCname = 1;

constexpr std::size_t kCommonHeader = 4;
constexpr std::size_t kSenderInfo = 20;
constexpr std::size_t kBlock = 24;

ReportBlock parse_block(Bytes b) {
    const std::uint32_t lost = read_u32(b, 4) & 0xFFFFFF;
    return {
        .ssrc = read_u32(b, 0),
        .fraction_lost = b[4],
        // Sign of the 24-bit number.
        .lost = static_cast<std::int32_t>(lost) - ((lost & 0x800000) != 0 ? 0x1000000 : 0),
        .highest_sequence = read_u32(b, 8),
        .jitter = read_u32(b, 12),
        .last_report = read_u32(b, 16),
        .since_last_report = read_u32(b, 20),
    };
}

void parse_report(Bytes packet, RtcpReport& out) {
    const bool sender = packet[1] == kSr;
    std::size_t at = kCommonHeader + 4;
    if (packet.size() < at + (sender ? kSenderInfo : 0)) return;
    out.from = read_u32(packet, 4);
    if (sender) {
        out.sender = SenderInfo{
            .ntp = std::uint64_t{read_u32(packet, at)} << 32 | read_u32(packet, at + 4),
            .timestamp = read_u32(packet, at + 8),
            .packets = read_u32(packet, at + 12),
            .octets = read_u32(packet, at + 16),
        };
        at += kSenderInfo;
    }
    const std::size_t said = packet[0] & 0x1FU;
    for (std::size_t i = 0; i < said && at + kBlock <= packet.size(); ++i, at += kBlock)
        if (out.block_count < out.blocks.size())
            out.blocks[out.block_count++] = parse_block(packet.subspan(at, kBlock));
}

// Appends in the caller's buffer; what does not fit is a mistake of ours, found by the tests.
class Writer {
public:
    explicit Writer(RtcpText& out) : out_(out) {}
    void u8(std::uint8_t v) { out_.bytes[out_.size++] = v; }
    void u32(std::uint32_t v) {
        write_u32(out_.bytes, out_.size, v);
        out_.size += 4;
    }
    std::size_t open(std::uint8_t count, std::uint8_t type) {
        const auto start = out_.size;
        u8(static_cast<std::uint8_t>(0x80 | count));
        u8(type);
        out_.size += 2;
        return start;
    }
    void close(std::size_t start) { // Length in words, less one.
        const auto words = (out_.size - start) / 4 - 1;
        write_u16(out_.bytes, start + 2, static_cast<std::uint16_t>(words));
    }
    std::size_t size() const { return out_.size; }

private:
    RtcpText& out_;
};

void write_block(Writer& w, const ReportBlock& b) {
    w.u32(b.ssrc);
    w.u32(std::uint32_t{b.fraction_lost} << 24 |
          (static_cast<std::uint32_t>(std::clamp(b.lost, -0x800000, 0x7FFFFF)) & 0xFFFFFF));
    w.u32(b.highest_sequence);
    w.u32(b.jitter);
    w.u32(b.last_report);
    w.u32(b.since_last_report);
}

} // namespace

std::optional<RtcpReport> parse_rtcp(Bytes datagram) {
    RtcpReport out;
    bool any = false;
    while (datagram.size() >= kCommonHeader && datagram[0] >> 6 == 2) {
        const std::size_t size = kCommonHeader * (std::size_t{read_u16(datagram, 2)} + 1);
        if (size > datagram.size()) break;
        const auto packet = datagram.first(size);
        const auto type = packet[1];
        // §A.2: a compound packet starts with a report.
        if (!any && type != kSr && type != kRr) return std::nullopt;
        any = true;
        if (type == kSr || type == kRr) parse_report(packet, out);
        if (type == kBye) out.bye = true;
        datagram = datagram.subspan(size);
    }
    if (!any) return std::nullopt;
    return out;
}

RtcpText format_rtcp(const RtcpReport& report, std::string_view cname) {
    RtcpText out;
    Writer w(out);
    const auto blocks = static_cast<std::uint8_t>(report.block_count);
    const auto start = w.open(blocks, report.sender ? kSr : kRr);
    w.u32(report.from);
    if (report.sender) {
        w.u32(static_cast<std::uint32_t>(report.sender->ntp >> 32));
        w.u32(static_cast<std::uint32_t>(report.sender->ntp & 0xFFFFFFFF));
        w.u32(report.sender->timestamp);
        w.u32(report.sender->packets);
        w.u32(report.sender->octets);
    }
    for (std::size_t i = 0; i < report.block_count; ++i) write_block(w, report.blocks[i]);
    w.close(start);

    const auto sdes = w.open(1, kSdes);
    w.u32(report.from);
    cname = cname.substr(0, 64);
    w.u8(kCname);
    w.u8(static_cast<std::uint8_t>(cname.size()));
    for (const char c : cname) w.u8(static_cast<std::uint8_t>(c));
    do w.u8(0);
    while (w.size() % 4 != 0); // At least one null ends the list (§6.5).
    w.close(sdes);

    if (report.bye) {
        const auto bye = w.open(1, kBye);
        w.u32(report.from);
        w.close(bye);
    }
    return out;
}

} // namespace sangdam::media
