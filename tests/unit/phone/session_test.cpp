// SPDX-License-Identifier: MIT

#include "phone/session.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

Session here() { return Session{"192.0.2.1", 20000, 7}; }
Session there() { return Session{"192.0.2.2", 30000, 8}; }

TEST(Session, TwoOfThemAgreeOnOpusAndKeys) {
    auto a = here();
    auto b = there();
    const auto answer = b.answer_to(a.offer());
    ASSERT_TRUE(answer);
    ASSERT_TRUE(a.take_answer(*answer));
    const auto config = stream_config(*a.agreed());
    ASSERT_TRUE(config);
    EXPECT_EQ(config->send.codec, media::Codec::Opus);
    EXPECT_EQ(config->remote, (media::Address{"192.0.2.2", 30000}));
    EXPECT_TRUE(config->send_events);
    EXPECT_EQ(config->direction, media::Direction::SendReceive);
}

TEST(Session, HoldingIsSeenFromBothEndsAndEndsAgain) {
    auto a = here();
    auto b = there();
    ASSERT_TRUE(a.take_answer(*b.answer_to(a.offer())));
    a.hold(true);
    ASSERT_TRUE(a.take_answer(*b.answer_to(a.offer())));
    EXPECT_TRUE(b.agreed()->held_by_remote ||
                stream_config(*b.agreed())->direction == media::Direction::ReceiveOnly);
    EXPECT_EQ(stream_config(*a.agreed())->direction, media::Direction::SendOnly);
    a.hold(false);
    ASSERT_TRUE(a.take_answer(*b.answer_to(a.offer())));
    EXPECT_EQ(stream_config(*b.agreed())->direction, media::Direction::SendReceive);
}

TEST(Session, AFailedExchangeKeepsWhatWasAgreed) {
    auto a = here();
    auto b = there();
    ASSERT_TRUE(a.take_answer(*b.answer_to(a.offer())));
    EXPECT_FALSE(a.answer_to("v=0\r\nm=audio 1 RTP/AVP 18\r\nc=IN IP4 192.0.2.2\r\n"));
    EXPECT_FALSE(a.answer_to("nonsense"));
    EXPECT_FALSE(a.take_answer(""));
    ASSERT_TRUE(a.agreed());
    EXPECT_EQ(a.agreed()->remote_port, 30000);
}

TEST(Session, AnAnswerToNoOfferIsNone) {
    auto a = here();
    auto b = there();
    EXPECT_FALSE(a.take_answer(b.offer()));
}

TEST(StreamConfig, ANameOrNowhereAsAddressWaitsForPacketsInstead) {
    for (const char* address : {"media.example", "0.0.0.0"}) {
        sip::AgreedAudio audio;
        audio.send = {8, "PCMA", 8000, 1, {}};
        audio.receive = {audio.send};
        audio.remote_address = address;
        audio.remote_port = 4000;
        const auto config = stream_config(audio);
        ASSERT_TRUE(config);
        EXPECT_EQ(config->remote.port, 0) << address;
        EXPECT_TRUE(config->symmetric);
    }
}

TEST(StreamConfig, ACodecThatTheEngineLacksIsNone) {
    sip::AgreedAudio audio;
    audio.send = {18, "G729", 8000, 1, {}};
    EXPECT_FALSE(stream_config(audio));
}

} // namespace
} // namespace sangdam::phone
