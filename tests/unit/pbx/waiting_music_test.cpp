// SPDX-License-Identifier: MIT

#include "pbx/practice/sounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace sangdam::pbx {
namespace {

TEST(WaitingMusic, IsHeardThroughoutAndNeverDistorts) {
    const auto music = waiting_music();
    ASSERT_EQ(music.length(), std::chrono::seconds(16));
    const std::size_t half = media::kRate / 2;
    for (std::size_t at = 0; at < music.samples.size(); at += half) {
        int peak = 0;
        for (std::size_t i = at; i < at + half; ++i)
            peak = std::max(peak, std::abs(int{music.samples[i]}));
        EXPECT_GT(peak, 600) << "a silent half second at " << at;
        EXPECT_LT(peak, 16000) << "music behind a voice, not before it";
    }
}

TEST(WaitingMusic, EndsWhereItBegins) {
    const auto music = waiting_music();
    int largest = 0; // Step between neighbours anywhere.
    for (std::size_t i = 1; i < music.samples.size(); ++i)
        largest = std::max(largest, std::abs(music.samples[i] - music.samples[i - 1]));
    EXPECT_LE(std::abs(music.samples.front() - music.samples.back()), largest);
}

} // namespace
} // namespace sangdam::pbx
