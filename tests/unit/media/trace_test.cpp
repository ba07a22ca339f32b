// SPDX-License-Identifier: MIT
//
// The lists of delays that the bench programs read: somebody else writes them.

#include "trace.h"

#include <gtest/gtest.h>

namespace sangdam::rig {
namespace {

TEST(Trace, IsALinePerPacketAndNegativeIsLost) {
    const auto trace = parse_trace("0\n12.5\n-1\n1e3\n");
    ASSERT_TRUE(trace);
    ASSERT_EQ(trace->delays.size(), 4U);
    EXPECT_EQ((*trace)[1], 12.5);
    EXPECT_EQ((*trace)[2], std::nullopt);
    EXPECT_EQ((*trace)[3], 1000.0);
    EXPECT_EQ((*trace)[5], 12.5); // From the beginning again.
}

TEST(Trace, OfWindowsWithBlanksCommentsAndNoLastLineEndIsReadAlike) {
    const auto trace = parse_trace("\xEF\xBB\xBF# wifi\r\n 5.0 \r\n\r\n-1\r\n+7");
    ASSERT_TRUE(trace);
    EXPECT_EQ(trace->delays, (std::vector<std::optional<double>>{5.0, std::nullopt, 7.0}));
}

TEST(Trace, WithALineThatIsNoNumberSaysWhichOne) {
    for (const auto* text : {"1\n2\nthree\n", "1\n2\n3 4\n", "1\n2\nnan\n", "1\n2\ninf\n",
                             "1\n2\n1e999\n", "1\n2\n0x10\n"}) {
        const auto trace = parse_trace(text);
        ASSERT_FALSE(trace) << text;
        EXPECT_NE(trace.error().what.find("line 3"), std::string::npos) << trace.error().what;
    }
}

TEST(Trace, WithoutAPacketIsRefused) {
    EXPECT_FALSE(parse_trace(""));
    EXPECT_FALSE(parse_trace("\r\n\n# nothing\n"));
    EXPECT_FALSE(read_trace("/nowhere/at/all"));
}

} // namespace
} // namespace sangdam::rig
