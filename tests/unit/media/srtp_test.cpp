// SPDX-License-Identifier: MIT

#include "media/rtp.h"
#include "media/srtp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace sangdam::media {
namespace {

using Bytes = std::vector<std::uint8_t>;

base::Secret key(SrtpSuite suite, char seed) {
    return base::Secret(std::string(key_bytes(suite), seed));
}
std::unique_ptr<SrtpSession> session(SrtpSuite suite, char send, char receive) {
    auto opened = SrtpSession::open({suite, key(suite, send), key(suite, receive)});
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().what);
    return opened ? std::move(*opened) : nullptr;
}
Bytes packet(std::uint16_t sequence) {
    const auto header = rtp_header({.payload_type = 8, .sequence = sequence, .ssrc = 77});
    Bytes bytes(header.begin(), header.end());
    bytes.insert(bytes.end(), 160, 0xd5);
    return bytes;
}
Bytes sealed(SrtpSession& by, const Bytes& plain) {
    Bytes buffer(plain);
    buffer.resize(plain.size() + kSrtpRoom);
    const auto size = by.protect_rtp(buffer, plain.size());
    EXPECT_TRUE(size);
    buffer.resize(size.value_or(0));
    return buffer;
}

class Srtp : public testing::TestWithParam<SrtpSuite> {};
INSTANTIATE_TEST_SUITE_P(Suites, Srtp,
                         testing::Values(SrtpSuite::AesCm128Sha80, SrtpSuite::AesCm128Sha32,
                                         SrtpSuite::AesCm256Sha80, SrtpSuite::AeadAes128Gcm,
                                         SrtpSuite::AeadAes256Gcm));

TEST_P(Srtp, WhatOneEndSealsTheOtherOpens) {
    const auto a = session(GetParam(), 'a', 'b');
    const auto b = session(GetParam(), 'b', 'a');
    ASSERT_TRUE(a && b);
    const auto plain = packet(1);
    auto wire = sealed(*a, plain);
    EXPECT_FALSE(std::equal(plain.begin() + 12, plain.end(), wire.begin() + 12));
    const auto size = b->open_rtp(wire);
    ASSERT_TRUE(size);
    wire.resize(*size);
    EXPECT_EQ(wire, plain);
}

TEST_P(Srtp, AForgedAReplayedAndAPlainPacketAreRefused) {
    const auto a = session(GetParam(), 'a', 'b');
    const auto b = session(GetParam(), 'b', 'a');
    ASSERT_TRUE(a && b);
    const auto wire = sealed(*a, packet(1));
    auto forged = wire;
    forged[20] ^= 1U;
    EXPECT_FALSE(b->open_rtp(forged));
    auto first = wire;
    EXPECT_TRUE(b->open_rtp(first));
    auto again = wire;
    EXPECT_FALSE(b->open_rtp(again));
    auto plain = packet(2);
    EXPECT_FALSE(b->open_rtp(plain));
    Bytes rubbish{1, 2, 3};
    EXPECT_FALSE(b->open_rtp(rubbish));
    EXPECT_FALSE(b->open_rtcp(rubbish));
}

TEST(SrtpKeys, OfTheWrongLengthAreRefused) {
    SrtpKeys keys{SrtpSuite::AesCm128Sha80, base::Secret("short"), base::Secret("short")};
    const auto opened = SrtpSession::open(keys);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::Errc::BadInput);
}

TEST(SrtpKeys, ABufferWithoutRoomIsNotWrittenOver) {
    const auto a = session(SrtpSuite::AesCm128Sha80, 'a', 'b');
    auto plain = packet(1);
    EXPECT_FALSE(a->protect_rtp(plain, plain.size()));
}

} // namespace
} // namespace sangdam::media
