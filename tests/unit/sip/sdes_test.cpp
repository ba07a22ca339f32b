// SPDX-License-Identifier: MIT

#include "sip/offer_answer.h"
#include "sip/sdes.h"

#include <gtest/gtest.h>

#include <string>

namespace sangdam::sip {
namespace {

// Of RFC 4568 §6.1's form, 30 bytes.
constexpr const char* kKey = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

class Counting final : public base::Random {
public:
    std::uint64_t next() override { return ++n_ * 0x9E3779B97F4A7C15U; }

private:
    std::uint64_t n_ = 0;
};

LocalAudio local(SrtpWish wish) {
    static Counting random;
    LocalAudio audio;
    audio.address = "192.0.2.9";
    audio.port = 20000;
    audio.formats = usual_formats();
    audio.srtp = wish;
    audio.keys = fresh_keys(random);
    return audio;
}

SessionDescription theirs(const std::string& protocol, const std::string& lines) {
    auto sdp = parse_sdp("v=0\r\no=- 5 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                         "m=audio 4000 " +
                         protocol + " 8\r\n" + lines);
    EXPECT_TRUE(sdp);
    return sdp ? *sdp : SessionDescription{};
}
std::string crypto(const std::string& suite = "AES_CM_128_HMAC_SHA1_80",
                   const std::string& more = "") {
    return "a=crypto:4 " + suite + " inline:" + kKey + more + "\r\n";
}

TEST(CryptoLine, PrintsAndReadsBack) {
    Counting random;
    for (const auto& key : fresh_keys(random)) {
        const auto read = parse_crypto(crypto_line(key));
        ASSERT_TRUE(read) << crypto_line(key);
        EXPECT_EQ(*read, key);
        EXPECT_EQ(read->key.reveal().size(), key_bytes(key.suite));
    }
}

TEST(CryptoLine, WhatWouldWeakenOrConfuseItIsAsIfItWereNotThere) {
    const std::string good = std::string("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:") + kKey;
    EXPECT_TRUE(parse_crypto(good));
    EXPECT_TRUE(parse_crypto(good + "|2^20"));
    EXPECT_TRUE(parse_crypto(good + " WSH=64"));
    for (const char* bad :
         {"|2^20|1:4", "|1:4", " UNENCRYPTED_SRTP", " KDR=1", " UNAUTHENTICATED_SRTP", "AAAA", "!"})
        EXPECT_FALSE(parse_crypto(good + bad)) << bad;
    EXPECT_FALSE(parse_crypto("a=crypto:1 F8_128_HMAC_SHA1_80 inline:" + std::string(kKey)));
    EXPECT_FALSE(parse_crypto("a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:" + std::string(kKey)));
    EXPECT_FALSE(parse_crypto("a=crypto:"));
}

struct Case {
    const char* what;
    SrtpWish wish;
    const char* protocol;
    bool keys;
    bool accepted;
    bool encrypted;
};
class Answering : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(
    Offers, Answering,
    testing::Values(
        Case{"OffInTheClear", SrtpWish::Off, "RTP/AVP", false, true, false},
        Case{"OffIgnoresAModestOffer", SrtpWish::Off, "RTP/AVP", true, true, false},
        Case{"OffCannotTakeSavp", SrtpWish::Off, "RTP/SAVP", true, false, false},
        Case{"PreferredInTheClear", SrtpWish::Preferred, "RTP/AVP", false, true, false},
        Case{"PreferredTakesKeys", SrtpWish::Preferred, "RTP/AVP", true, true, true},
        Case{"PreferredTakesSavp", SrtpWish::Preferred, "RTP/SAVP", true, true, true},
        Case{"SavpWithoutKeysIsNothing", SrtpWish::Preferred, "RTP/SAVP", false, false, false},
        Case{"MandatoryRefusesTheClear", SrtpWish::Mandatory, "RTP/AVP", false, false, false},
        Case{"MandatoryTakesKeys", SrtpWish::Mandatory, "RTP/AVP", true, true, true},
        Case{"MandatoryTakesSavpf", SrtpWish::Mandatory, "RTP/SAVPF", true, true, true}),
    [](const auto& test) { return std::string{test.param.what}; });

TEST_P(Answering, AnOfferWithOrWithoutKeys) {
    const auto& c = GetParam();
    const auto answer = answer_offer(theirs(c.protocol, c.keys ? crypto() : ""), local(c.wish));
    ASSERT_EQ(answer.audio.has_value(), c.accepted);
    if (!c.accepted) {
        EXPECT_TRUE(answer.no_keys);
        EXPECT_EQ(answer.description.media.at(0).port, 0);
        return;
    }
    EXPECT_EQ(answer.audio->encrypted(), c.encrypted);
    EXPECT_EQ(answer.description.media.at(0).protocol, c.protocol);
    const auto said = cryptos_of(answer.description.media.at(0));
    ASSERT_EQ(said.size(), c.encrypted ? 1U : 0U);
    if (!c.encrypted) return;
    EXPECT_EQ(said[0].tag, 4U); // The offer's (RFC 4568 §5.1.2).
    EXPECT_EQ(said[0].key, answer.audio->srtp->send);
    EXPECT_EQ(answer.audio->srtp->receive.reveal(), *from_base64(kKey));
}

TEST(Answering, OfTwoLinesTheEncryptedOneIsTakenByWhoPrefersIt) {
    auto sdp = theirs("RTP/AVP", "m=audio 4002 RTP/SAVP 8\r\n" + crypto());
    const auto answer = answer_offer(sdp, local(SrtpWish::Preferred));
    ASSERT_TRUE(answer.audio);
    EXPECT_TRUE(answer.audio->encrypted());
    EXPECT_EQ(answer.description.media.at(0).port, 0);
    EXPECT_NE(answer.description.media.at(1).port, 0);
}

TEST(Offering, MandatorySaysSavpPreferredSaysAvpWithKeysOffSaysNothing) {
    EXPECT_EQ(make_offer(local(SrtpWish::Mandatory)).media.at(0).protocol, "RTP/SAVP");
    const auto modest = make_offer(local(SrtpWish::Preferred)).media.at(0);
    EXPECT_EQ(modest.protocol, "RTP/AVP");
    EXPECT_EQ(cryptos_of(modest).size(), 2U);
    EXPECT_TRUE(cryptos_of(make_offer(local(SrtpWish::Off)).media.at(0)).empty());
}

TEST(ReadAnswer, KeysOfTheAnswerFitTheTagWeOffered) {
    const auto offer = make_offer(local(SrtpWish::Mandatory));
    const std::string line =
        std::string("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:") + kKey + "\r\n";
    const auto audio = read_answer(offer, theirs("RTP/SAVP", line));
    ASSERT_TRUE(audio);
    ASSERT_TRUE(audio->encrypted());
    EXPECT_EQ(audio->srtp->send, cryptos_of(offer.media.at(0)).at(0).key);
    EXPECT_FALSE(read_answer(offer, theirs("RTP/SAVP", crypto()))) << "a tag that was not offered";
    EXPECT_FALSE(read_answer(offer, theirs("RTP/SAVP", ""))) << "no keys";
    EXPECT_FALSE(read_answer(offer, theirs("RTP/AVP", ""))) << "a downgrade";
}

TEST(ReadAnswer, AModestOfferMayBeAnsweredInTheClear) {
    const auto audio = read_answer(make_offer(local(SrtpWish::Preferred)), theirs("RTP/AVP", ""));
    ASSERT_TRUE(audio);
    EXPECT_FALSE(audio->encrypted());
}

} // namespace
} // namespace sangdam::sip
