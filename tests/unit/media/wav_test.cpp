// SPDX-License-Identifier: MIT

#include "media/tones.h"
#include "media/wav.h"

#include <gtest/gtest.h>

namespace sangdam::media {
namespace {

std::vector<std::uint8_t> bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

const Pcm kShort{8000, {1, -2, 32767, -32768}};

TEST(Wav, WhatIsWrittenIsReadBack) {
    const auto back = parse_wav(bytes_of(format_wav(kShort)));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->rate, 8000);
    EXPECT_EQ(back->samples, kShort.samples);
}

TEST(Wav, AnUnknownChunkOfOddLengthBeforeTheSoundIsSteppedOver) {
    auto text = format_wav(kShort);
    text.insert(36, std::string("LIST\x03\0\0\0abc\0", 12));
    const auto back = parse_wav(bytes_of(text));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->samples, kShort.samples);
}

TEST(Wav, TwoChannelsAreMixedToOne) {
    auto text = format_wav(Pcm{8000, {100, 200, -50, -150}});
    text[22] = 2;
    const auto back = parse_wav(bytes_of(text));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->samples, (std::vector<Sample>{150, -100}));
}

TEST(Wav, AFileCutShortAnywhereGivesWhatIsThereOrAnError) {
    const auto whole = format_wav(kShort);
    for (std::size_t n = 0; n < whole.size(); ++n) {
        const auto back = parse_wav(bytes_of(whole.substr(0, n)));
        if (n < 44) {
            EXPECT_TRUE(!back || back->samples.empty()) << n;
        } else {
            ASSERT_TRUE(back) << n;
            EXPECT_EQ(back->samples.size(), (n - 44) / 2);
        }
    }
}

TEST(Wav, FloatsAndNonsenseAreRefusedWithAReason) {
    auto text = format_wav(kShort);
    text[20] = 3; // IEEE float
    EXPECT_EQ(parse_wav(bytes_of(text)).error().code, base::Errc::BadInput);
    text = format_wav(kShort);
    text[22] = 0; // no channel
    EXPECT_FALSE(parse_wav(bytes_of(text)));
    EXPECT_FALSE(parse_wav(bytes_of("RIFF but not sound at all")));
}

TEST(Wav, AMissingFileIsNamedInTheError) {
    const auto sound = read_wav("/nonexistent/welcome.wav");
    ASSERT_FALSE(sound);
    EXPECT_EQ(sound.error().code, base::Errc::NotFound);
    EXPECT_NE(sound.error().what.find("welcome.wav"), std::string::npos);
}

} // namespace
} // namespace sangdam::media
