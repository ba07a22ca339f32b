// SPDX-License-Identifier: MIT

#include "core/outcall.h"
#include "core/work_hours.h"

#include <gtest/gtest.h>

namespace sangdam::core {
namespace {

using namespace std::chrono_literals;
using namespace std::chrono;

base::WallTime seoul(year_month_day day, minutes at) { return sys_days(day) + at - 9h; }

WorkHours shop() { // Weekdays 9–18, lunch 12–13.
    WorkHours hours;
    for (unsigned day = 1; day <= 5; ++day) hours.week.at(day) = {9h, 18h};
    hours.lunch = OpenSpan{12h, 13h};
    return hours;
}
constexpr auto kFriday = 2026y / November / 27;
constexpr auto kMonday = 2026y / November / 30;

TEST(WorkHours, TheLastMinuteIsOpenAndTheClosingOneIsNot) {
    EXPECT_FALSE(open_at(shop(), seoul(kFriday, 8h + 59min)));
    EXPECT_TRUE(open_at(shop(), seoul(kFriday, 9h)));
    EXPECT_TRUE(open_at(shop(), seoul(kFriday, 17h + 59min)));
    EXPECT_FALSE(open_at(shop(), seoul(kFriday, 18h)));
}

TEST(WorkHours, LunchIsClosedAndTheNextOpeningIsAfterIt) {
    EXPECT_FALSE(open_at(shop(), seoul(kFriday, 12h + 30min)));
    EXPECT_EQ(next_open(shop(), seoul(kFriday, 12h + 30min)), seoul(kFriday, 13h));
}

TEST(WorkHours, AfterFridayEveningComesMondayMorning) {
    EXPECT_EQ(next_open(shop(), seoul(kFriday, 18h)), seoul(kMonday, 9h));
    EXPECT_EQ(next_open(shop(), seoul(kFriday, 10h)), seoul(kFriday, 10h)) << "open now";
}

TEST(WorkHours, AHolidayIsClosedAllDay) {
    auto hours = shop();
    hours.closed.insert(sys_days(kMonday));
    EXPECT_FALSE(open_at(hours, seoul(kMonday, 10h)));
    EXPECT_EQ(next_open(hours, seoul(kFriday, 18h)), seoul(2026y / December / 1, 9h));
}

TEST(WorkHours, TheLocalDayCountsNotTheDayOfUtc) {
    auto hours = WorkHours{}; // 07:00 on Saturday in Seoul is still Friday in UTC.
    hours.week.at(6) = {6h, 8h};
    EXPECT_TRUE(open_at(hours, seoul(2026y / November / 28, 7h)));
}

TEST(WorkHours, ACentreThatNeverOpensHasNoNextOpening) {
    EXPECT_FALSE(next_open(WorkHours{}, seoul(kFriday, 9h)));
    EXPECT_TRUE(open_at(always_open(), seoul(kFriday, 23h + 59min)));
}

TEST(Outcall, StagesAndFailuresHaveWordsThatAreUnderstoodAgain) {
    for (const auto stage : {OutcallStage::SeatRinging, OutcallStage::Ended})
        EXPECT_EQ(parse_outcall_stage(name(stage)), stage);
    for (const auto failure : {OutcallFailure::None, OutcallFailure::NetworkTrouble})
        EXPECT_EQ(parse_outcall_failure(name(failure)), failure);
    EXPECT_FALSE(parse_outcall_stage("ringing"));
}

} // namespace
} // namespace sangdam::core
