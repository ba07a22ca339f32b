// SPDX-License-Identifier: MIT

#include "wire/rfc3339.h"

#include <gtest/gtest.h>

#include <chrono>

namespace sangdam::wire {
namespace {

using namespace std::chrono;

base::WallTime at(year_month_day day, milliseconds ms) {
    return base::WallTime{sys_days{day} + ms};
}

TEST(Rfc3339, IsWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(rfc3339(base::WallTime{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(rfc3339(at(2026y / 2 / 3, 4h + 5min + 6s + 7ms)), "2026-02-03T04:05:06.007Z");
    EXPECT_EQ(rfc3339(at(9999y / 12 / 31, 24h - 1ms)), "9999-12-31T23:59:59.999Z");
}

TEST(Rfc3339, TheSameMomentIsReadFromEveryWayToWriteIt) {
    const auto moment = at(2026y / 11 / 23, 15min + 51s);
    for (const char* text : {"2026-11-23T00:15:51Z", "2026-11-23t00:15:51z",
                             "2026-11-23 00:15:51.000000000Z", "2026-11-23T09:15:51+09:00",
                             "2026-11-22T18:45:51.0-05:30", "2026-11-23T00:15:51-00:00"}) {
        const auto read = parse_rfc3339(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(*read, moment) << text;
    }
    EXPECT_EQ(*parse_rfc3339("2026-11-23T00:15:51.1239Z"), moment + 123ms);
    EXPECT_EQ(*parse_rfc3339("2026-11-23T00:15:51.5Z"), moment + 500ms);
    EXPECT_EQ(*parse_rfc3339("2016-12-31T23:59:60Z"), at(2017y / 1 / 1, 0ms));
    EXPECT_TRUE(parse_rfc3339("2028-02-29T00:00:00Z"));
}

TEST(Rfc3339, WhatIsNoTimeIsRefused) {
    for (const char* text :
         {"", "now", "2026-11-23", "2026-11-23T00:15Z", "2026-11-23T00:15:51",
          "2026-11-23T00:15:51.Z", "2026-11-23T24:00:00Z", "2026-11-23T00:60:00Z",
          "2026-11-23T00:00:61Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-11-23T00:15:51+9:00",
          "2026-11-23T00:15:51+24:00", "2026-11-23T00:15:51Zjunk", "+026-11-23T00:15:51Z",
          "2026-11-23T00:15:51\xEF\xBC\x8B"
          "09:00"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

} // namespace
} // namespace sangdam::wire
