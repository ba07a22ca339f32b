// SPDX-License-Identifier: MIT

#include "sip/sdp.h"

#include <gtest/gtest.h>

#include <string>

namespace sangdam::sip {
namespace {

constexpr const char* kBaresip =
    "v=0\r\no=- 3341 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "a=tool:baresip 1.0\r\n"
    "m=audio 10000 RTP/AVP 96 8 0 101 97\r\nb=AS:96\r\n"
    "a=rtpmap:96 opus/48000/2\r\na=fmtp:96 stereo=1;sprop-stereo=1\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
    "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
    "a=rtpmap:97 telephone-event/48000\r\na=fmtp:97 0-15\r\n"
    "a=rtcp:10001\r\na=sendrecv\r\na=label:1\r\na=rtcp-rsize\r\na=ssrc:1 cname:x\r\na=ptime:20\r\n";

TEST(Sdp, ARealOfferIsReadWhole) {
    const auto sdp = parse_sdp(kBaresip);
    ASSERT_TRUE(sdp);
    ASSERT_EQ(sdp->media.size(), 1U);
    const auto& audio = sdp->media[0];
    EXPECT_EQ(audio.port, 10000);
    EXPECT_EQ(address_of(*sdp, audio), "127.0.0.1");
    EXPECT_EQ(direction_of(*sdp, audio), MediaDirection::SendRecv);
    ASSERT_EQ(audio.formats.size(), 5U);
    EXPECT_EQ(audio.formats[0], (RtpFormat{96, "opus", 48000, 2, "stereo=1;sprop-stereo=1"}));
    EXPECT_EQ(audio.formats[4], (RtpFormat{97, "telephone-event", 48000, 1, "0-15"}));
    EXPECT_EQ(audio.ptime, 20);
}

TEST(Sdp, UnknownLinesSurviveARoundTrip) {
    const auto first = parse_sdp(kBaresip);
    ASSERT_TRUE(first);
    const auto printed = to_string(*first);
    for (const char* line : {"a=tool:baresip 1.0\r\n", "b=AS:96\r\n", "a=rtcp:10001\r\n",
                             "a=label:1\r\n", "a=ssrc:1 cname:x\r\n"})
        EXPECT_NE(printed.find(line), std::string::npos) << line;
    const auto second = parse_sdp(printed);
    ASSERT_TRUE(second);
    EXPECT_EQ(*first, *second);
}

TEST(Sdp, StaticPayloadTypesNeedNoRtpmap) {
    const auto sdp = parse_sdp("v=0\r\nm=audio 1 RTP/AVP 8 0 9 96\r\n");
    ASSERT_TRUE(sdp);
    const auto& formats = sdp->media[0].formats;
    EXPECT_EQ(formats[0].encoding, "PCMA");
    EXPECT_EQ(formats[1].encoding, "PCMU");
    EXPECT_EQ(formats[2].encoding, "G722");
    EXPECT_EQ(formats[3].encoding, "") << "dynamic and unexplained";
}

TEST(Sdp, AnMLineMayHaveItsOwnAddressAndDirection) {
    const auto sdp = parse_sdp("v=0\nc=IN IP4 192.0.2.1\na=sendonly\n"
                               "m=audio 1 RTP/AVP 8\nc=IN IP6 2001:db8::1\na=inactive\n"
                               "m=audio 3 RTP/AVP 8\n");
    ASSERT_TRUE(sdp);
    EXPECT_EQ(address_of(*sdp, sdp->media[0]), "2001:db8::1");
    EXPECT_EQ(direction_of(*sdp, sdp->media[0]), MediaDirection::Inactive);
    EXPECT_EQ(address_of(*sdp, sdp->media[1]), "192.0.2.1");
    EXPECT_EQ(direction_of(*sdp, sdp->media[1]), MediaDirection::SendOnly);
    EXPECT_NE(to_string(*sdp).find("c=IN IP6 2001:db8::1"), std::string::npos);
}

TEST(Sdp, OtherKindsOfMediaAreKeptAsTheyCame) {
    const auto sdp = parse_sdp("v=0\r\nm=image 5000 udptl t38\r\na=T38FaxVersion:0\r\n"
                               "m=video 6000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n");
    ASSERT_TRUE(sdp);
    EXPECT_EQ(sdp->media[0].other_formats, std::vector<std::string>{"t38"});
    EXPECT_EQ(sdp->media[1].formats[0].clock, 90000);
    EXPECT_EQ(*parse_sdp(to_string(*sdp)), *sdp);
}

struct Nonsense {
    const char* why;
    std::string text;
};
class SdpNonsense : public testing::TestWithParam<Nonsense> {};

INSTANTIATE_TEST_SUITE_P(
    Cases, SdpNonsense,
    testing::Values(Nonsense{"empty", ""}, Nonsense{"no_version", "o=- 1 1 IN IP4 x\r\n"},
                    Nonsense{"version_1", "v=1\r\n"},
                    Nonsense{"a_line_without_equals", "v=0\r\nabc\r\n"},
                    Nonsense{"port_too_big", "v=0\r\nm=audio 65536 RTP/AVP 0\r\n"},
                    Nonsense{"port_negative", "v=0\r\nm=audio -1 RTP/AVP 0\r\n"},
                    Nonsense{"m_line_cut", "v=0\r\nm=audio 4000\r\n"},
                    Nonsense{"payload_type_128", "v=0\r\nm=audio 4000 RTP/AVP 128\r\n"},
                    Nonsense{"payload_type_word", "v=0\r\nm=audio 4000 RTP/AVP x\r\n"},
                    Nonsense{"zero_byte", std::string("v=0\r\ns=a\0b\r\n", 12)},
                    Nonsense{"too_long", "v=0\r\ns=" + std::string(kMaxSdpBytes, 'x')}),
    [](const auto& test) { return std::string{test.param.why}; });

TEST_P(SdpNonsense, IsAnErrorAndNothingWorse) {
    const auto result = parse_sdp(GetParam().text);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::Errc::BadInput);
}

TEST(Sdp, TheLineThatLoopedForeverInTheStacksOwnParserIsReadOrRefusedAtOnce) {
    const auto sdp = parse_sdp("v=0\r\nm=audio 4000 RT</AVP 0 12\r\n");
    ASSERT_TRUE(sdp) << "an unknown protocol is not ours to judge";
    EXPECT_FALSE(sdp->media[0].rtp());
}

TEST(Sdp, MoreThanTheBoundIsLeftOutOrRefused) {
    std::string many = "v=0\r\nm=audio 1 RTP/AVP";
    for (int i = 0; i < 128; ++i) many += " " + std::to_string(i);
    const auto sdp = parse_sdp(many + "\r\n");
    ASSERT_TRUE(sdp);
    EXPECT_EQ(sdp->media[0].formats.size(), kMaxSdpFormats);
    std::string lines = "v=0\r\n";
    for (std::size_t i = 0; i <= kMaxSdpMedia; ++i) lines += "m=audio 1 RTP/AVP 8\r\n";
    EXPECT_FALSE(parse_sdp(lines));
}

TEST(Sdp, AnAttributeForAPayloadTypeThatIsNotThereIsJustKept) {
    const auto sdp = parse_sdp("v=0\r\nm=audio 1 RTP/AVP 8\r\na=rtpmap:99 x/1\r\na=fmtp:8 a=b\r\n");
    ASSERT_TRUE(sdp);
    EXPECT_EQ(sdp->media[0].other, std::vector<std::string>{"a=rtpmap:99 x/1"});
    EXPECT_EQ(sdp->media[0].formats[0].fmtp, "a=b");
}

} // namespace
} // namespace sangdam::sip
