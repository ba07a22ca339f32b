// SPDX-License-Identifier: MIT

#include "kit/formats.h"
#include "kit/language.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace sangdam::ui {
namespace {

using namespace std::chrono_literals;

base::WallTime utc(int year, unsigned month, unsigned day, std::chrono::minutes time) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                 static_cast<int>(day)} +
           time;
}

class InSeoul : public testing::Test {
protected:
    InSeoul() {
        setenv("TZ", "Asia/Seoul", 1);
        tzset();
    }
    const base::WallTime now_ = utc(2026, 11, 23, 1h + 31min); // 10:31 in Seoul.
};

TEST(ClockText, CountsMinutesAndOnlyThenHours) {
    EXPECT_EQ(clock_text(0s), "00:00");
    EXPECT_EQ(clock_text(42s), "00:42");
    EXPECT_EQ(clock_text(59min + 59s), "59:59");
    EXPECT_EQ(clock_text(1h + 2min + 3s), "1:02:03");
    EXPECT_EQ(clock_text(-5s), "00:00") << "clocks of two machines disagree";
}

TEST_F(InSeoul, ACallOfTenMinutesPastMidnightIsOfTodayThoughUtcSaysYesterday) {
    EXPECT_EQ(when_text(utc(2026, 11, 22, 15h + 10min), now_), "Today 00:10");
    EXPECT_EQ(when_text(utc(2026, 11, 22, 14h + 50min), now_), "Yesterday 23:50");
}

TEST_F(InSeoul, AnOlderDayHasItsDateAndAnotherYearItsYear) {
    EXPECT_EQ(when_text(utc(2026, 11, 3, 5h), now_), "11-03 14:00");
    EXPECT_EQ(when_text(utc(2025, 11, 3, 5h), now_), "2025-11-03");
}

TEST(Language, AnythingThatIsNotEnglishReadsKorean) {
    EXPECT_EQ(nearest_language("ko_KR.UTF-8"), "ko");
    EXPECT_EQ(nearest_language("en_GB"), "en");
    EXPECT_EQ(nearest_language("C"), "ko");
    EXPECT_EQ(nearest_language(""), "ko");
}

} // namespace
} // namespace sangdam::ui
