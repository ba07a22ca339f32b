// SPDX-License-Identifier: MIT

#include "media/rtp.h"
#include "media/unwrap.h"

#include <gtest/gtest.h>

#include <vector>

namespace sangdam::media {
namespace {

using Octets = std::vector<std::uint8_t>;

Octets packet(const RtpPacket& header, const Octets& payload) {
    const auto head = rtp_header(header);
    Octets out(head.begin(), head.end());
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

const RtpPacket kHeader{.payload_type = 111,
                        .marker = true,
                        .sequence = 0xFFFE,
                        .timestamp = 0xDEADBEEF,
                        .ssrc = 0x12345678};

TEST(Rtp, WhatIsWrittenIsReadBack) {
    const auto bytes = packet(kHeader, {1, 2, 3});
    const auto read = parse_rtp(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->payload_type, 111);
    EXPECT_TRUE(read->marker);
    EXPECT_EQ(read->sequence, 0xFFFE);
    EXPECT_EQ(read->timestamp, 0xDEADBEEF);
    EXPECT_EQ(read->ssrc, 0x12345678U);
    EXPECT_EQ(Octets(read->payload.begin(), read->payload.end()), (Octets{1, 2, 3}));
}

TEST(Rtp, PaddingExtensionAndContributorsAreNotPayload) {
    auto bytes = packet(kHeader, {});
    bytes[0] = 0x80 | 0x20 | 0x10 | 2; // Padded, extended, two CSRCs.
    bytes.insert(bytes.end(), {0, 0, 0, 1, 0, 0, 0, 2});
    bytes.insert(bytes.end(), {0xBE, 0xDE, 0, 1, 9, 9, 9, 9});
    bytes.insert(bytes.end(), {42, 43, 0, 0, 3});
    const auto read = parse_rtp(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(Octets(read->payload.begin(), read->payload.end()), (Octets{42, 43}));
}

TEST(Rtp, APacketThatClaimsMoreThanItHasIsNoPacket) {
    auto bytes = packet(kHeader, {1, 2});
    auto many_csrcs = bytes;
    many_csrcs[0] |= 0x0F;
    EXPECT_FALSE(parse_rtp(many_csrcs));
    auto extended = bytes;
    extended[0] |= 0x10;
    EXPECT_FALSE(parse_rtp(extended));
    extended.insert(extended.end(), {0, 0xFF, 0xFF});
    EXPECT_FALSE(parse_rtp(extended));
    auto padded = bytes;
    padded[0] |= 0x20;
    padded.back() = 200;
    EXPECT_FALSE(parse_rtp(padded));
    padded.back() = 0;
    EXPECT_FALSE(parse_rtp(padded));
}

TEST(Rtp, AnotherVersionOrHalfAHeaderIsNoPacket) {
    auto bytes = packet(kHeader, {});
    EXPECT_TRUE(parse_rtp(bytes)); // No payload is allowed.
    for (std::size_t n = 0; n < bytes.size(); ++n)
        EXPECT_FALSE(parse_rtp(std::span(bytes).first(n))) << n;
    bytes[0] = 0x40;
    EXPECT_FALSE(parse_rtp(bytes));
}

TEST(Rtp, ReportsOnASharedPortAreToldFromSound) {
    EXPECT_TRUE(looks_like_rtcp(Octets{0x80, 200}));
    EXPECT_TRUE(looks_like_rtcp(Octets{0x81, 201}));
    EXPECT_FALSE(looks_like_rtcp(packet(kHeader, {})));
    EXPECT_FALSE(looks_like_rtcp(Octets{0x80}));
}

TEST(Unwrap, AWrapIsAStepNotAJump) {
    Unwrap<std::uint16_t> unwrap;
    EXPECT_EQ(unwrap(65534), 65534);
    EXPECT_EQ(unwrap(1), 65537);
    EXPECT_EQ(unwrap(65535), 65535); // A late one from before the wrap.
    EXPECT_EQ(unwrap(0), 65536);
}

TEST(Unwrap, ThirtyTwoBitsWrapToo) {
    Unwrap<std::uint32_t> unwrap;
    EXPECT_EQ(unwrap(0xFFFFFF00), 0xFFFFFF00LL);
    EXPECT_EQ(unwrap(0x100), 0x100000100LL);
}

} // namespace
} // namespace sangdam::media
