// SPDX-License-Identifier: MIT

#include "desk/briefing.h"

#include <gtest/gtest.h>

namespace sangdam::desk {
namespace {

using namespace std::chrono_literals;

base::WallTime korea(int day, std::chrono::minutes time) {
    return base::WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / day}} + time -
           kKorea;
}

core::HistoryEntry contact(base::WallTime at, std::string status = "완료") {
    core::HistoryEntry entry;
    entry.call.ref = core::CallRef("r" + std::to_string(at.time_since_epoch().count()));
    entry.call.agent = core::AgentId("a-lee");
    entry.call.answered_at = at;
    entry.call.ended_at = at + 2min;
    entry.agent_name = "이수진";
    entry.wrap_up = core::WrapUp{};
    entry.wrap_up->status = std::move(status);
    return entry;
}

core::CustomerCard known() {
    core::CustomerCard card;
    card.customer = core::Customer{};
    return card;
}

TEST(Briefing, SomebodyWeDidNotReachTodayGetsAnApologyFirst) {
    auto card = known();
    card.missed_today = 2;
    card.complaints_recent = 2;
    const auto out = briefing(card, korea(23, 10h));
    EXPECT_EQ(out.advice, Advice::Apologise);
    EXPECT_EQ(out.missed_today, 2);
}

TEST(Briefing, ComplaintsAskForCareAndAnOpenPromiseIsRemembered) {
    auto card = known();
    card.complaints_recent = 1;
    EXPECT_EQ(briefing(card, korea(23, 10h)).advice, Advice::TakeCare);
    card.complaints_recent = 0;
    card.recent = {contact(korea(22, 10h), "처리중")};
    EXPECT_EQ(briefing(card, korea(23, 10h)).advice, Advice::OpenPromise);
    card.recent = {contact(korea(22, 10h), "완료")};
    EXPECT_EQ(briefing(card, korea(23, 10h)).advice, Advice::None);
}

TEST(Briefing, ANewCallerHasNoPastAndNoAdvice) {
    const auto out = briefing({}, korea(23, 10h));
    EXPECT_TRUE(out.new_customer);
    EXPECT_EQ(out.advice, Advice::None);
    EXPECT_FALSE(last_contact({}, korea(23, 10h)));
}

TEST(LastContact, TenMinutesAfterMidnightTheCallOfLateEveningWasYesterday) {
    auto card = known();
    card.recent = {contact(korea(22, 23h + 50min))};
    EXPECT_EQ(last_contact(card, korea(23, 10min))->day, Day::Yesterday);
    EXPECT_EQ(last_contact(card, korea(22, 23h + 55min))->day, Day::Today);
}

TEST(LastContact, EightInTheMorningInSeoulIsTheSameDayAlthoughUtcHasYesterday) {
    auto card = known();
    card.recent = {contact(korea(23, 8h))}; // 23:00 UTC of the 22nd
    EXPECT_EQ(last_contact(card, korea(23, 10h))->day, Day::Today);
}

TEST(LastContact, SixDaysAreThisWeekAndSevenAreNot) {
    auto card = known();
    card.recent = {contact(korea(10, 10h))};
    EXPECT_EQ(last_contact(card, korea(16, 10h))->day, Day::ThisWeek);
    EXPECT_EQ(last_contact(card, korea(17, 10h))->day, Day::Earlier);
    EXPECT_EQ(last_contact(card, korea(17, 10h))->days_ago, 7);
}

TEST(LastContact, AnAttemptThatNobodyAnsweredIsNoContactAndNeitherIsThisCallItself) {
    auto card = known();
    auto missed = contact(korea(23, 9h));
    missed.call.agent = {};
    missed.call.answered_at.reset();
    const auto now = contact(korea(23, 10h));
    const auto before = contact(korea(20, 10h));
    card.recent = {now, missed, before};
    EXPECT_EQ(last_contact(card, korea(23, 10h), now.call.ref)->at, *before.call.answered_at);
}

TEST(LastContact, AClockThatIsBehindTheHubsDoesNotCountNegativeDays) {
    auto card = known();
    card.recent = {contact(korea(24, 10h))};
    EXPECT_EQ(last_contact(card, korea(23, 10h))->days_ago, 0);
}

} // namespace
} // namespace sangdam::desk
