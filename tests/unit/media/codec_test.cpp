// SPDX-License-Identifier: MIT

#include "media/codec.h"
#include "media/concealment.h"
#include "media/g711.h"
#include "media/g722.h"
#include "media/tones.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;

TEST(G711, KnownCodesHaveTheValuesOfTheStandard) {
    EXPECT_EQ(from_alaw(0xD5), 8);
    EXPECT_EQ(from_alaw(0x55), -8);
    EXPECT_EQ(from_alaw(0xAA), 32256);
    EXPECT_EQ(from_alaw(0x2A), -32256);
    EXPECT_EQ(from_ulaw(0xFF), 0);
    EXPECT_EQ(from_ulaw(0x7F), 0);
    EXPECT_EQ(from_ulaw(0x80), 32124);
    EXPECT_EQ(from_ulaw(0x00), -32124);
}

TEST(G711, EveryCodeComesBackAsItself) {
    for (int i = 0; i < 256; ++i) {
        const auto code = static_cast<std::uint8_t>(i);
        EXPECT_EQ(to_alaw(from_alaw(code)), code) << i;
        if (code != 0x7F) { // Minus zero is sent as zero.
            EXPECT_EQ(to_ulaw(from_ulaw(code)), code) << i;
        }
    }
}

TEST(G711, EverySampleIsWithinHalfAStepAndTheEndsDoNotWrap) {
    for (int s = -32768; s <= 32767; ++s) {
        const auto sample = static_cast<std::int16_t>(s);
        const double allowed =
            std::max(16.0, std::abs(s) / 16.0 + 8) + (std::abs(s) > 32000 ? 700 : 0);
        ASSERT_LE(std::abs(from_alaw(to_alaw(sample)) - s), allowed) << s;
        ASSERT_LE(std::abs(from_ulaw(to_ulaw(sample)) - s), allowed) << s;
    }
}

// What another implementation of the recommendation (spandsp 0.0.6) makes of the same ramp.
TEST(G722, IsBitExact) {
    std::array<Sample, 64> ramp{};
    for (std::size_t i = 0; i < ramp.size(); ++i)
        ramp[i] = static_cast<Sample>(static_cast<int>(i * 7919 % 20011) - 10000);
    constexpr std::array<std::uint8_t, 32> kCoded{0x2C, 0x84, 0x20, 0x84, 0x20, 0x84, 0x1B, 0x3E,
                                                  0xA3, 0x99, 0x32, 0x38, 0x1A, 0xAE, 0x97, 0x35,
                                                  0x3A, 0x18, 0xB1, 0x94, 0x39, 0x3E, 0x14, 0xB4,
                                                  0x91, 0x3F, 0x1A, 0x13, 0x9C, 0x2D, 0x31, 0x5F};
    constexpr std::array<Sample, 16> kEnd{2172,  -2867, -4818, -251,  3754,  471,   -1811, -5489,
                                          -1151, 3892,  269,   -2488, -6162, -1510, 4658,  -2597};
    std::array<std::uint8_t, 32> coded{};
    G722 coder;
    ASSERT_EQ(coder.encode(ramp, coded), coded.size());
    EXPECT_EQ(coded, kCoded);
    std::array<Sample, 64> heard{};
    G722 decoder;
    ASSERT_EQ(decoder.decode(kCoded, heard), heard.size());
    EXPECT_TRUE(std::ranges::equal(std::span(heard).last(16), kEnd));
}

TEST(G722, TheLoudestSoundIsClippedNotWrapped) {
    std::vector<Sample> square(1600);
    for (std::size_t i = 0; i < square.size(); ++i)
        square[i] = i / 20 % 2 == 0 ? Sample{32767} : Sample{-32768};
    std::vector<std::uint8_t> coded(800);
    std::vector<Sample> heard(1600);
    G722 coder;
    coder.encode(square, coded);
    G722{}.decode(coded, heard);
    constexpr std::size_t kDelay = 22; // Of the two filter banks.
    for (std::size_t i = 400; i + kDelay < heard.size(); ++i) {
        if (i % 20 < 4 || i % 20 > 15) continue; // The edges ring.
        EXPECT_EQ(heard[i + kDelay] < 0, square[i] < 0) << i;
    }
}

TEST(G722, ItsClockIsThatOfTheRfcNotThatOfItsSamples) {
    EXPECT_EQ(clock_rate(Codec::G722), 8000);
    EXPECT_EQ(std::move(make_encoder({Codec::G722, 9, ""})).value()->rate(), 16'000);
}

TEST(CodecNames, AreReadInAnyCaseAndUnknownOnesAreNone) {
    EXPECT_EQ(codec_named("OPUS"), Codec::Opus);
    EXPECT_EQ(codec_named("pcma"), Codec::Pcma);
    EXPECT_EQ(codec_named("PCMU"), Codec::Pcmu);
    EXPECT_EQ(codec_named("g722"), Codec::G722);
    EXPECT_FALSE(codec_named("G729"));
    EXPECT_FALSE(codec_named(""));
}

TEST(OpusFmtp, WishesAreReadAndNonsenseIsAsIfNotThere) {
    const auto w =
        parse_opus_fmtp("minptime=10; useinbandfec=1;maxaveragebitrate=20000 ; usedtx=1;cbr=1");
    EXPECT_TRUE(w.inband_fec);
    EXPECT_EQ(w.bitrate, 20'000);
    EXPECT_TRUE(w.dtx);
    EXPECT_TRUE(w.constant_bitrate);
    const auto d =
        parse_opus_fmtp("maxaveragebitrate=1;maxplaybackrate=banana;;=;x=99999999999999;usedtx");
    EXPECT_EQ(d.bitrate, OpusWishes{}.bitrate);
    EXPECT_EQ(d.playback_rate, 48'000);
    EXPECT_FALSE(d.dtx);
}

TEST(OpusFmtp, AFarEndThatWantsMoreDoesNotMakeUsSendMore) {
    EXPECT_EQ(parse_opus_fmtp("maxaveragebitrate=510000").bitrate, OpusWishes{}.bitrate);
}

class EachCodec : public testing::TestWithParam<Codec> {};

TEST_P(EachCodec, AToneSurvivesItAndAMissingPacketIsFilled) {
    auto encoder = std::move(make_encoder({GetParam(), 0, ""})).value();
    auto decoder = std::move(make_decoder(GetParam())).value();
    const auto tone = at_rate(sines({440}, milliseconds(1000), 0.3), encoder->rate());
    const auto frame = static_cast<std::size_t>(encoder->rate()) / 50;
    Pcm heard{decoder->rate(), {}};
    std::vector<std::uint8_t> payload(1400);
    std::vector<Sample> out(5760);
    for (std::size_t i = 0; i < 50; ++i) {
        const auto size =
            encoder->encode(std::span(tone.samples).subspan(i * frame, frame), payload);
        ASSERT_GT(size, 2U);
        const auto bytes = std::span<const std::uint8_t>(payload).first(size);
        const auto length = decoder->length(bytes);
        ASSERT_EQ(length, static_cast<std::size_t>(decoder->rate()) / 50);
        if (i == 45) {
            decoder->conceal(std::span(out).first(length));
        } else {
            ASSERT_EQ(decoder->decode(bytes, out), length);
        }
        heard.samples.insert(heard.samples.end(), out.begin(),
                             out.begin() + static_cast<std::ptrdiff_t>(length));
    }
    const auto power = [&](std::size_t packet) {
        double sum = 0;
        const auto length = heard.samples.size() / 50;
        for (std::size_t i = packet * length; i < (packet + 1) * length; ++i)
            sum += static_cast<double>(heard.samples[i]) * heard.samples[i];
        return sum;
    };
    EXPECT_GT(tone_share(heard, 440, milliseconds(60)), 0.9);
    // Opus is careful with a sound as unlike speech as this; silence would be 0.
    EXPECT_GT(power(45), 0.1 * power(44));
    EXPECT_LT(power(45), 1.5 * power(44));
}

TEST_P(EachCodec, RubbishIsNotDecodedOrAtLeastHarmless) {
    auto decoder = std::move(make_decoder(GetParam())).value();
    std::vector<Sample> out(5760);
    std::uint32_t random = 1;
    for (std::size_t size = 0; size < 200; ++size) {
        std::vector<std::uint8_t> rubbish(size);
        for (auto& b : rubbish)
            b = static_cast<std::uint8_t>((random = random * 1664525 + 1013904223) >> 24);
        EXPECT_LE(decoder->length(rubbish), out.size());
        EXPECT_LE(decoder->decode(rubbish, out), out.size());
    }
}

INSTANTIATE_TEST_SUITE_P(All, EachCodec,
                         testing::Values(Codec::Opus, Codec::Pcma, Codec::Pcmu, Codec::G722),
                         [](const auto& codec) { return std::string(name(codec.param)); });

TEST(Concealment, AVoicedSoundGoesOnInPitchThenFadesAndIsGoneAfter60ms) {
    Concealment concealment(8000);
    auto voice = at_rate(sines({200}, milliseconds(200), 0.3), 8000);
    voice.samples.resize(800); // Cut before it fades.
    concealment.heard(voice.samples);
    Pcm made{8000, std::vector<Sample>(80)};
    concealment.make_up(made.samples);
    EXPECT_GT(tone_share(made, 200, milliseconds(10)), 0.9);
    std::vector<Sample> more(480);
    concealment.make_up(more);
    for (std::size_t i = 420; i < 480; ++i) EXPECT_EQ(more[i], 0);
}

TEST(Concealment, TheSeamsAreNoClicks) {
    Concealment concealment(8000);
    const auto voice = at_rate(sines({200}, milliseconds(400), 0.3), 8000);
    std::vector<Sample> all(voice.samples.begin(), voice.samples.begin() + 810);
    concealment.heard(all);
    std::vector<Sample> gap(160);
    concealment.make_up(gap);
    std::vector<Sample> after(voice.samples.begin() + 970, voice.samples.begin() + 1300);
    concealment.heard(after);
    all.insert(all.end(), gap.begin(), gap.end());
    all.insert(all.end(), after.begin(), after.end());
    for (std::size_t i = 400; i < all.size(); ++i) // The tone itself rises 1540 per sample at most.
        EXPECT_LT(std::abs(all[i] - all[i - 1]), 2500) << i;
}

TEST(Concealment, BeforeAnySoundThereIsSilence) {
    Concealment concealment(8000);
    std::vector<Sample> out(160, 9);
    concealment.make_up(out);
    EXPECT_EQ(out, std::vector<Sample>(160, 0));
}

} // namespace
} // namespace sangdam::media
