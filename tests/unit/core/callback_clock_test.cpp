// SPDX-License-Identifier: MIT

#include "core/callback_clock.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace sangdam::core {
namespace {

using namespace std::chrono_literals;
using base::WallTime;

WallTime clock_at(int hour, int minute) { // Tuesday 24 November 2026, UTC.
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{hour} +
           std::chrono::minutes{minute};
}

Callback promised(WallTime due) {
    Callback c;
    c.id = CallbackId("c1");
    c.number = PhoneNumber::parse("010-0000-1111");
    c.due_at = due;
    c.assignee = AgentId("hong");
    return c;
}

// A promise and a clock that looks as the hub does: at next_look(), whatever happens in between.
struct Desk {
    explicit Desk(Callback c, CallbackRules r = {}) : callback(std::move(c)), rules(r) {}

    void look(WallTime now) {
        auto told = tell(callback, rules, assignee, now);
        callback = std::move(told.callback);
        if (!told.alert) return;
        alerts.emplace_back(now, *told.alert);
        late = told.late;
    }
    void run(WallTime from, WallTime until) {
        look(from);
        auto now = from;
        while (const auto next = next_look(callback, rules, now)) {
            if (*next >= until) return;
            ASSERT_GT(*next, now) << "a clock that looks again at once never rests";
            now = *next;
            look(now);
        }
    }
    std::vector<CallbackAlert> kinds() const {
        std::vector<CallbackAlert> out;
        for (const auto& [at, kind] : alerts) out.push_back(kind);
        return out;
    }

    Callback callback;
    CallbackRules rules;
    Assignee assignee = Assignee::Present;
    std::vector<std::pair<WallTime, CallbackAlert>> alerts;
    bool late = false;
};

using enum CallbackAlert;
using Kinds = std::vector<CallbackAlert>;

TEST(CallbackClock, ItIsToldTenMinutesBeforeAndWhenItIsDue) {
    Desk desk(promised(clock_at(6, 0)));
    desk.run(clock_at(5, 0), clock_at(6, 4));
    ASSERT_EQ(desk.kinds(), (Kinds{Soon, Due}));
    EXPECT_EQ(desk.alerts[0].first, clock_at(5, 50));
    EXPECT_EQ(desk.alerts[1].first, clock_at(6, 0));
    EXPECT_FALSE(desk.late);
}

TEST(CallbackClock, WhatWasToldIsNotToldAgainAfterARestart) {
    Desk desk(promised(clock_at(6, 0)));
    desk.look(clock_at(5, 50));
    Desk again(desk.callback); // As read back from the database.
    again.look(clock_at(5, 51));
    EXPECT_TRUE(again.alerts.empty());
    again.run(clock_at(5, 52), clock_at(6, 3));
    EXPECT_EQ(again.kinds(), Kinds{Due});
}

TEST(CallbackClock, AHubThatWasDownTellsOnceThatItIsDueAndLate) {
    Desk desk(promised(clock_at(6, 0)));
    desk.run(clock_at(8, 0), clock_at(8, 0) + 1s);
    EXPECT_EQ(desk.kinds(), Kinds{Due}) << "no reminder of ten minutes before, two hours after";
    EXPECT_TRUE(desk.late);
}

TEST(CallbackClock, APromiseForInFiveMinutesIsNotRemindedAtOnce) {
    const auto now = clock_at(5, 55);
    Desk desk(wound(promised(clock_at(6, 0)), {}, now));
    desk.run(now, clock_at(6, 2));
    EXPECT_EQ(desk.kinds(), Kinds{Due});
}

TEST(CallbackClock, APromiseThatIsMovedIsToldAgain) {
    Desk desk(promised(clock_at(6, 0)));
    desk.run(clock_at(5, 0), clock_at(6, 1));
    desk.callback.due_at = clock_at(9, 0);
    desk.callback = wound(desk.callback, desk.rules, clock_at(6, 1));
    desk.run(clock_at(6, 2), clock_at(9, 1));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Due, Soon, Due}));
}

TEST(CallbackClock, SnoozedItIsToldAgainThenAndThePromiseStays) {
    Desk desk(promised(clock_at(6, 0)));
    desk.run(clock_at(5, 0), clock_at(6, 1));
    desk.callback.snoozed_until = clock_at(6, 15);
    desk.run(clock_at(6, 1), clock_at(6, 16));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Due, Due}));
    EXPECT_EQ(desk.alerts.back().first, clock_at(6, 15)) << "not by the escalation meanwhile";
    EXPECT_EQ(desk.callback.due_at, clock_at(6, 0));
    EXPECT_FALSE(desk.callback.snoozed_until);
}

TEST(CallbackClock, SnoozedFromTheReminderItIsStillToldWhenItIsDue) {
    Desk desk(promised(clock_at(6, 0)));
    desk.look(clock_at(5, 50));
    desk.callback.snoozed_until = clock_at(5, 55);
    desk.run(clock_at(5, 51), clock_at(6, 2));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Soon, Due}));
}

TEST(CallbackClock, NobodyCallsForFiveMinutesAndTheTeamIsTold) {
    Desk desk(promised(clock_at(6, 0)));
    desk.run(clock_at(5, 0), clock_at(7, 0));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Due, Escalated}));
    EXPECT_EQ(desk.alerts.back().first, clock_at(6, 5));
}

TEST(CallbackClock, ATryKeepsTheTeamOutOfIt) {
    Desk desk(promised(clock_at(6, 0)));
    desk.run(clock_at(5, 0), clock_at(6, 1));
    desk.callback.tries.push_back(
        {CallRef("x"), AgentId("hong"), clock_at(6, 2), CallResult::NoAnswer});
    desk.run(clock_at(6, 2), clock_at(7, 0));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Due}));
}

TEST(CallbackClock, WhenTheAssigneeIsAwayTheTeamIsToldAtOnce) {
    Desk desk(promised(clock_at(6, 0)));
    desk.assignee = Assignee::Away;
    desk.run(clock_at(5, 0), clock_at(7, 0));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Escalated}));
    EXPECT_EQ(desk.alerts.back().first, clock_at(6, 0));
}

TEST(CallbackClock, AssigneeWhoGoesAwayAfterTheAlertIsStandInForByTheTeam) {
    Desk desk(promised(clock_at(6, 0)));
    desk.look(clock_at(6, 0));
    desk.assignee = Assignee::Away;
    desk.look(clock_at(6, 1));
    EXPECT_EQ(desk.kinds(), (Kinds{Due, Escalated}));
}

TEST(CallbackClock, WhenTheCentreIsClosedItWaitsForTheMorning) {
    CallbackRules rules;
    rules.hours.week.fill({9h, 18h}); // Seoul: 0:00 to 9:00 UTC.
    Desk desk(promised(clock_at(9, 30)), rules);
    desk.assignee = Assignee::Away;
    desk.run(clock_at(9, 1), clock_at(24, 1));
    EXPECT_EQ(desk.kinds(), Kinds{Escalated});
    EXPECT_EQ(desk.alerts.front().first, clock_at(24, 0));
    EXPECT_TRUE(desk.late);
}

TEST(CallbackClock, WhoWorksLateIsTold) {
    CallbackRules rules;
    rules.hours.week.fill({9h, 18h});
    Desk desk(promised(clock_at(9, 30)), rules);
    desk.run(clock_at(9, 1), clock_at(9, 31));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Due}));
}

TEST(CallbackClock, DoneIsDone) {
    Desk desk(promised(clock_at(6, 0)));
    desk.callback.status = CallbackStatus::Done;
    EXPECT_FALSE(next_look(desk.callback, {}, clock_at(5, 0)));
    desk.look(clock_at(6, 0));
    EXPECT_TRUE(desk.alerts.empty());
}

TEST(CallbackClock, AClockSetBackTellsNothingTwice) {
    Desk desk(promised(clock_at(6, 0)));
    desk.look(clock_at(5, 50));
    desk.look(clock_at(6, 0));
    desk.look(clock_at(4, 0)); // NTP, or somebody's hand.
    desk.look(clock_at(5, 50));
    desk.look(clock_at(6, 0));
    EXPECT_EQ(desk.kinds(), (Kinds{Soon, Due}));
}

TEST(CallbackClock, ASummerTimeBetweenPromiseAndCallMovesNothing) {
    // Promised for 9:00 in New York on the day its clocks went back: 14:00 UTC, whatever is shown.
    auto callback = promised(clock_at(14, 0));
    callback.zone = "America/New_York";
    Desk desk(callback);
    desk.run(clock_at(2, 0), clock_at(14, 1));
    EXPECT_EQ(desk.alerts.back().first, clock_at(14, 0));
}

// Sleep, restarts, jumps in both directions and snoozes, at random: never the same alert twice
// without a snooze, and what was promised is always told in the end.
TEST(CallbackClock, WhateverTheClockDoesItIsToldAndNeverTwice) {
    std::mt19937 random(20261124);
    for (int round = 0; round < 2000; ++round) {
        Desk desk(promised(clock_at(6, 0)));
        auto now = clock_at(5, 0);
        int snoozes = 0;
        for (int step = 0; step < 40; ++step) {
            now += std::chrono::seconds(static_cast<int>(random() % 1200) - 240);
            desk.assignee = random() % 5 == 0 ? Assignee::Away : Assignee::Present;
            desk.look(now);
            if (random() % 10 == 0) {
                desk.callback.snoozed_until = now + 3min;
                ++snoozes;
            }
        }
        desk.run(clock_at(20, 0), clock_at(21, 0));
        std::map<CallbackAlert, int> count;
        for (const auto kind : desk.kinds()) ++count[kind];
        EXPECT_LE(count[Soon], 1 + snoozes);
        EXPECT_LE(count[Due], 1 + snoozes);
        EXPECT_LE(count[Escalated], 1);
        EXPECT_GE(count[Due] + count[Escalated], 1);
    }
}

} // namespace
} // namespace sangdam::core
