// SPDX-License-Identifier: MIT

#include "sip/offer_answer.h"

#include <gtest/gtest.h>

#include <string>

namespace sangdam::sip {
namespace {

using D = MediaDirection;

LocalAudio ours() {
    LocalAudio local;
    local.address = "192.0.2.9";
    local.port = 20000;
    local.formats = usual_formats();
    return local;
}

SessionDescription theirs(const std::string& media_lines,
                          const std::string& session = "c=IN IP4 192.0.2.1\r\n") {
    auto sdp = parse_sdp("v=0\r\no=- 5 1 IN IP4 192.0.2.1\r\ns=-\r\n" + session + "t=0 0\r\n" +
                         media_lines);
    EXPECT_TRUE(sdp);
    return sdp ? *sdp : SessionDescription{};
}

TEST(Offer, NamesOurCodecsInOrderAndKeysForEveryClockRate) {
    const auto offer = make_offer(ours());
    ASSERT_EQ(offer.media.size(), 1U);
    std::vector<std::string> names;
    for (const auto& f : offer.media[0].formats)
        names.push_back(f.encoding + "/" + std::to_string(f.clock));
    EXPECT_EQ(names, (std::vector<std::string>{"opus/48000", "G722/8000", "PCMA/8000", "PCMU/8000",
                                               "telephone-event/48000", "telephone-event/8000"}));
    EXPECT_EQ(offer.media[0].port, 20000);
    EXPECT_EQ(offer.media[0].ptime, 20);
    EXPECT_EQ(*parse_sdp(to_string(offer)), offer);
}

struct AnswerCase {
    const char* name;
    const char* offer; // m= and below
    // What we expect: encoding and payload type to send with, "" = no audio in common.
    const char* encoding;
    int payload_type;
    int events; // -1: none
};

class AnswerTo : public testing::TestWithParam<AnswerCase> {};

INSTANTIATE_TEST_SUITE_P(
    Offers, AnswerTo,
    testing::Values(
        AnswerCase{"opus_with_their_payload_type",
                   "m=audio 4000 RTP/AVP 8 96 97 101\r\na=rtpmap:96 opus/48000/2\r\n"
                   "a=rtpmap:97 telephone-event/48000\r\na=rtpmap:101 telephone-event/8000\r\n",
                   "opus", 96, 97},
        AnswerCase{"pcma_before_pcmu_whatever_their_order",
                   "m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n", "PCMA",
                   8, 101},
        AnswerCase{"pcmu_alone_without_keys", "m=audio 4000 RTP/AVP 0\r\n", "PCMU", 0, -1},
        AnswerCase{"keys_at_another_clock_rate_are_better_than_none", // baresip beside Opus
                   "m=audio 4000 RTP/AVP 96 101\r\na=rtpmap:96 opus/48000/2\r\n"
                   "a=rtpmap:101 telephone-event/8000\r\n",
                   "opus", 96, 101},
        AnswerCase{"encoding_names_in_any_case",
                   "m=audio 4000 RTP/AVP 100\r\na=rtpmap:100 OPUS/48000/2\r\n", "OPUS", 100, -1},
        AnswerCase{"mono_opus_is_not_opus",
                   "m=audio 4000 RTP/AVP 100 0\r\na=rtpmap:100 opus/48000\r\n", "PCMU", 0, -1},
        AnswerCase{"pcma_under_a_dynamic_number",
                   "m=audio 4000 RTP/AVP 98\r\na=rtpmap:98 PCMA/8000\r\n", "PCMA", 98, -1},
        AnswerCase{"nothing_in_common", "m=audio 4000 RTP/AVP 18 3\r\n", "", 0, -1},
        AnswerCase{"no_audio_at_all", "m=video 4000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n", "",
                   0, -1},
        AnswerCase{"audio_that_they_switched_off", "m=audio 0 RTP/AVP 8\r\n", "", 0, -1},
        AnswerCase{"encrypted_only_is_not_ours_yet", "m=audio 4000 RTP/SAVP 8\r\n", "", 0, -1},
        AnswerCase{"no_lines", "", "", 0, -1}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST_P(AnswerTo, Picks) {
    const auto& expected = GetParam();
    const auto offer = theirs(expected.offer);
    const auto answer = answer_offer(offer, ours());
    ASSERT_EQ(answer.description.media.size(), offer.media.size());
    if (std::string{expected.encoding}.empty()) {
        EXPECT_FALSE(answer.audio);
        for (const auto& line : answer.description.media) EXPECT_EQ(line.port, 0);
        return;
    }
    ASSERT_TRUE(answer.audio);
    EXPECT_EQ(answer.audio->send.encoding, expected.encoding);
    EXPECT_EQ(answer.audio->send.payload_type, expected.payload_type);
    EXPECT_EQ(answer.audio->send_events ? *answer.audio->send_events : -1, expected.events);
    EXPECT_EQ(answer.audio->remote_address, "192.0.2.1");
    EXPECT_EQ(answer.audio->remote_port, 4000);
    // Everything we answer was offered, under the same number.
    for (const auto& format : answer.description.media[0].formats) {
        bool offered = false;
        for (const auto& f : offer.media[0].formats)
            offered |= f.payload_type == format.payload_type && same_encoding(f, format);
        EXPECT_TRUE(offered) << format.encoding;
    }
}

struct DirectionCase {
    D offered;
    const char* address;
    D wish;
    D answered; // Ours.
    bool held;
};

class Directions : public testing::TestWithParam<DirectionCase> {};

INSTANTIATE_TEST_SUITE_P(
    Rfc3264, Directions,
    testing::Values(DirectionCase{D::SendRecv, "192.0.2.1", D::SendRecv, D::SendRecv, false},
                    DirectionCase{D::SendOnly, "192.0.2.1", D::SendRecv, D::RecvOnly, true},
                    DirectionCase{D::RecvOnly, "192.0.2.1", D::SendRecv, D::SendOnly, false},
                    DirectionCase{D::Inactive, "192.0.2.1", D::SendRecv, D::Inactive, true},
                    DirectionCase{D::SendRecv, "192.0.2.1", D::SendOnly, D::SendOnly, false},
                    DirectionCase{D::SendOnly, "192.0.2.1", D::SendOnly, D::Inactive, true},
                    DirectionCase{D::SendRecv, "0.0.0.0", D::SendRecv, D::RecvOnly, true},
                    DirectionCase{D::SendRecv, "192.0.2.1", D::Inactive, D::Inactive, false}));

TEST_P(Directions, TheAnswerLetsNeitherEndDoWhatTheOtherDoesNotWant) {
    const auto& c = GetParam();
    auto local = ours();
    local.direction = c.wish;
    const auto offer =
        theirs("m=audio 4000 RTP/AVP 8\r\na=" + std::string{name(c.offered)} + "\r\n",
               "c=IN IP4 " + std::string{c.address} + "\r\n");
    const auto answer = answer_offer(offer, local);
    ASSERT_TRUE(answer.audio);
    EXPECT_EQ(answer.audio->direction, c.answered);
    EXPECT_EQ(answer.audio->held_by_remote, c.held);
    EXPECT_EQ(direction_of(answer.description, answer.description.media[0]), c.answered);
}

TEST(Answer, OtherLinesKeepTheirPlaceAndAreRefused) {
    const auto offer = theirs("m=video 6000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n"
                              "m=audio 4000 RTP/AVP 8\r\nm=audio 4002 RTP/AVP 8\r\n"
                              "m=image 7000 udptl t38\r\n");
    const auto answer = answer_offer(offer, ours());
    ASSERT_EQ(answer.description.media.size(), 4U);
    EXPECT_EQ(answer.description.media[0].port, 0);
    EXPECT_EQ(answer.description.media[0].kind, "video");
    EXPECT_EQ(answer.description.media[1].port, 20000);
    EXPECT_EQ(answer.description.media[2].port, 0);
    EXPECT_EQ(answer.description.media[3].port, 0);
    EXPECT_EQ(answer.description.media[3].other_formats, std::vector<std::string>{"t38"});
}

TEST(Answer, TheirWishesForWhatWeSendAreKeptAndOursAreSaid) {
    const auto offer = theirs("m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n"
                              "a=fmtp:96 maxaveragebitrate=16000\r\na=ptime:40\r\na=rtcp-mux\r\n");
    const auto answer = answer_offer(offer, ours());
    ASSERT_TRUE(answer.audio);
    EXPECT_EQ(answer.audio->send.fmtp, "maxaveragebitrate=16000");
    EXPECT_EQ(answer.audio->ptime, 40);
    EXPECT_TRUE(answer.audio->rtcp_mux);
    EXPECT_NE(answer.description.media[0].formats[0].fmtp.find("useinbandfec=1"),
              std::string::npos);
}

TEST(Answer, BothEndsReadTheSameThingFromOneExchange) {
    auto bob = ours();
    bob.address = "192.0.2.7";
    bob.port = 30000;
    const auto offer = make_offer(ours());
    const auto answer = answer_offer(offer, bob);
    const auto alice = read_answer(offer, answer.description);
    ASSERT_TRUE(alice);
    ASSERT_TRUE(answer.audio);
    EXPECT_EQ(alice->send.encoding, "opus");
    EXPECT_EQ(answer.audio->send.encoding, "opus");
    EXPECT_EQ(alice->remote_port, 30000);
    EXPECT_EQ(answer.audio->remote_port, 20000);
    EXPECT_EQ(alice->send_events, answer.audio->receive_events);
    EXPECT_EQ(alice->receive_events, answer.audio->send_events);
}

TEST(ReadAnswer, ARefusedOrUnfittingAnswerIsNone) {
    const auto offer = make_offer(ours());
    for (const char* lines :
         {"m=audio 0 RTP/AVP 8\r\n", "m=audio 4000 RTP/AVP 18\r\n", "", "m=video 4 RTP/AVP 99\r\n",
          "m=audio 4000 RTP/AVP 101\r\na=rtpmap:101 telephone-event/8000\r\n"})
        EXPECT_FALSE(read_answer(offer, theirs(lines))) << lines;
    EXPECT_FALSE(read_answer(offer, theirs("m=audio 4000 RTP/AVP 8\r\n", ""))) << "no c= line";
}

TEST(ReadAnswer, TheySendWithOurNumbersAndWeWithTheirs) {
    const auto offer = make_offer(ours());
    const auto audio =
        read_answer(offer, theirs("m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n"));
    ASSERT_TRUE(audio);
    EXPECT_EQ(audio->send.payload_type, 96);
    ASSERT_EQ(audio->receive.size(), 1U);
    EXPECT_EQ(audio->receive[0].payload_type, 111);
}

TEST(Reoffer, HoldKeepsTheLinesAndTheNumbersThatWereAgreed) {
    const auto offer = theirs("m=video 6000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n"
                              "m=audio 4000 RTP/AVP 96 8\r\na=rtpmap:96 opus/48000/2\r\n");
    const auto answer = answer_offer(offer, ours());
    auto hold = ours();
    hold.direction = D::SendOnly;
    hold.version = 2;
    const auto reoffer = make_reoffer(answer.description, hold);
    ASSERT_EQ(reoffer.media.size(), 2U);
    EXPECT_EQ(reoffer.media[0].port, 0);
    EXPECT_EQ(direction_of(reoffer, reoffer.media[1]), D::SendOnly);
    EXPECT_EQ(reoffer.media[1].formats[0].payload_type, 96);
    EXPECT_EQ(reoffer.origin.version, 2U);
}

TEST(Reoffer, NoTwoFormatsShareANumber) {
    // They gave 111 to telephone-event, which is our own number for Opus.
    const auto offer =
        theirs("m=audio 4000 RTP/AVP 8 111\r\na=rtpmap:111 telephone-event/8000\r\n");
    const auto answer = answer_offer(offer, ours());
    const auto reoffer = make_reoffer(answer.description, ours());
    std::vector<int> seen;
    for (const auto& format : reoffer.media[0].formats) {
        EXPECT_EQ(std::count(seen.begin(), seen.end(), format.payload_type), 0)
            << int{format.payload_type};
        seen.push_back(format.payload_type);
    }
}

} // namespace
} // namespace sangdam::sip
