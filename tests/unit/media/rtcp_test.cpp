// SPDX-License-Identifier: MIT

#include "media/reception.h"
#include "media/rtcp.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;

RtcpReport report() {
    RtcpReport out;
    out.from = 0xAABBCCDD;
    out.sender =
        SenderInfo{.ntp = 0x1122334455667788, .timestamp = 160, .packets = 5, .octets = 800};
    out.blocks[0] = {.ssrc = 7,
                     .fraction_lost = 64,
                     .lost = -3,
                     .highest_sequence = 0x10002,
                     .jitter = 11,
                     .last_report = 0x33445566,
                     .since_last_report = 65536};
    out.block_count = 1;
    return out;
}

TEST(Rtcp, ASenderReportIsReadBackWithTheSignOfItsLosses) {
    const auto text = format_rtcp(report(), "name");
    const auto read = parse_rtcp(text.span());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->from, 0xAABBCCDDU);
    ASSERT_TRUE(read->sender);
    EXPECT_EQ(read->sender->ntp, 0x1122334455667788U);
    EXPECT_EQ(read->sender->octets, 800U);
    ASSERT_EQ(read->block_count, 1U);
    EXPECT_EQ(read->blocks[0].lost, -3);
    EXPECT_EQ(read->blocks[0].fraction_lost, 64);
    EXPECT_EQ(read->blocks[0].since_last_report, 65536U);
    EXPECT_FALSE(read->bye);
}

TEST(Rtcp, OneWhoHasNotSentReportsAsReceiverAndMayLeave) {
    auto r = report();
    r.sender.reset();
    r.bye = true;
    const auto text = format_rtcp(r, std::string(100, 'x'));
    const auto read = parse_rtcp(text.span());
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->sender);
    EXPECT_TRUE(read->bye);
    EXPECT_EQ(text.size % 4, 0U);
}

TEST(Rtcp, CutShortAnywhereItGivesTheWholePartsAndReadsNoFurther) {
    const auto text = format_rtcp(report(), "name");
    for (std::size_t n = 0; n < text.size; ++n) {
        const std::vector<std::uint8_t> exact(text.bytes.begin(),
                                              text.bytes.begin() + static_cast<std::ptrdiff_t>(n));
        const auto read = parse_rtcp(exact); // Address sanitizer watches the end.
        EXPECT_EQ(read.has_value(), n >= 52) << n;
    }
}

TEST(Rtcp, ACompoundThatDoesNotStartWithAReportIsRefused) {
    auto text = format_rtcp(report(), "name");
    text.bytes[1] = 204;
    EXPECT_FALSE(parse_rtcp(text.span()));
}

TEST(Rtcp, AReportThatClaimsThirtyOneBlocksHasAsManyAsAreThere) {
    auto text = format_rtcp(report(), "name");
    text.bytes[0] = 0x80 | 31;
    const auto read = parse_rtcp(text.span());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->block_count, 1U);
}

RtpPacket numbered(std::uint16_t sequence, std::uint32_t timestamp, std::uint32_t ssrc = 1) {
    return {.sequence = sequence, .timestamp = timestamp, .ssrc = ssrc};
}
base::TimePoint at(int ms) { return base::TimePoint(milliseconds(1'000'000 + ms)); }

TEST(Reception, LossesAreCountedAcrossTheWrapAndTheFractionSinceTheLastReport) {
    Reception reception;
    for (int i = 0; i < 10; ++i)
        if (i != 3 && i != 7)
            reception.count(numbered(static_cast<std::uint16_t>(65530 + i),
                                     static_cast<std::uint32_t>(160 * i)),
                            8000, at(20 * i));
    EXPECT_EQ(reception.packets(), 8U);
    EXPECT_EQ(reception.lost(), 2U);
    EXPECT_EQ(reception.report(at(200)).fraction_lost, 2 * 256 / 10);
    EXPECT_EQ(reception.report(at(201)).fraction_lost, 0);
    EXPECT_EQ(reception.report(at(201)).lost, 2);
}

TEST(Reception, PacketsInExactTimeHaveNoJitterAndUnevenOnesHave) {
    Reception even;
    Reception uneven;
    for (int i = 0; i < 200; ++i) {
        const auto p = numbered(static_cast<std::uint16_t>(i), static_cast<std::uint32_t>(160 * i));
        even.count(p, 8000, at(20 * i));
        uneven.count(p, 8000, at(20 * i + (i % 2) * 10));
    }
    EXPECT_NEAR(even.jitter_ms(), 0, 0.2);
    EXPECT_NEAR(uneven.jitter_ms(), 10, 0.5);
}

TEST(Reception, ANewSourceStartsANewCountAndKeepsTheOldLosses) {
    Reception reception;
    reception.count(numbered(1, 0), 8000, at(0));
    reception.count(numbered(4, 480), 8000, at(60));
    reception.count(numbered(50'000, 0, 2), 8000, at(80));
    EXPECT_EQ(reception.lost(), 2U);
    EXPECT_EQ(reception.packets(), 3U);
}

TEST(Reception, TheRoundTripCanBeReckonedFromItsReport) {
    Reception reception;
    reception.count(numbered(1, 0), 8000, at(0));
    const auto ntp = ntp_of(at(0));
    reception.heard_sender_report({.ntp = ntp}, at(30)); // 30 ms on the way,
    const auto block = reception.report(at(530));        // half a second here,
    const auto back = ntp_of(at(560));                   // and 30 ms back.
    const auto trip = middle_of(back) - block.last_report - block.since_last_report;
    EXPECT_NEAR(trip * 1000.0 / 65536, 60, 0.1);
}

} // namespace
} // namespace sangdam::media
