// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CallbackAlertsTest : public DeskBench {
protected:
    core::Callback promise(std::string id, std::chrono::minutes from_now) const {
        core::Callback made;
        made.id = core::CallbackId(std::move(id));
        made.number = core::PhoneNumber::parse("01012345678");
        made.due_at = clock.wall() + from_now;
        made.assignee = core::AgentId("a-hong");
        made.revision = 1;
        return made;
    }
    const AlertsView& view() const { return desk->alerts().view(); }
    std::vector<std::string> ids() const {
        std::vector<std::string> out;
        for (const auto& each : view()) out.push_back(each.callback.id.value);
        return out;
    }
    void wall_jumps(std::chrono::minutes by) { // Sleep: no monotonic time passes meanwhile.
        clock.set_wall(clock.wall() + by);
        pass(kLook + 10ms);
    }
};

TEST_F(CallbackAlertsTest, ItComesTenMinutesBeforeAndAgainWhenItIsDue) {
    centre.callback_book.rows = {promise("p", 15min)};
    std::vector<AlertKind> rising;
    const auto watching =
        desk->alerts().watch_rising([&](const Alert& alert) { rising.push_back(alert.kind); });
    sign_in();
    EXPECT_THAT(view(), IsEmpty());
    wall_jumps(5min);
    ASSERT_THAT(view(), SizeIs(1));
    EXPECT_EQ(view()[0].kind, AlertKind::Soon);
    EXPECT_EQ(view()[0].away, 10min);
    desk->alerts().close(core::CallbackId("p"));
    EXPECT_THAT(view(), IsEmpty()); // Seen …
    wall_jumps(10min);
    ASSERT_THAT(view(), SizeIs(1)); // … but it is due now.
    EXPECT_EQ(view()[0].kind, AlertKind::Due);
    EXPECT_THAT(rising, ElementsAre(AlertKind::Soon, AlertKind::Due));
    desk->alerts().close(core::CallbackId("p"));
    wall_jumps(60min);
    EXPECT_THAT(view(), IsEmpty());
}

TEST_F(CallbackAlertsTest, AfterSleepTheMissedOnesComeTogetherOldestFirst) {
    centre.callback_book.rows = {promise("later", 90min), promise("first", 20min),
                                 promise("second", 40min)};
    sign_in();
    wall_jumps(3 * 60min);
    EXPECT_THAT(ids(), ElementsAre("first", "second", "later"));
    EXPECT_EQ(view()[0].kind, AlertKind::Overdue);
    EXPECT_EQ(view()[0].away, 160min);
}

TEST_F(CallbackAlertsTest, AClockThatIsSetBackMakesNoAlertDisappearForGood) {
    centre.callback_book.rows = {promise("p", 5min)};
    sign_in();
    ASSERT_THAT(view(), SizeIs(1));
    wall_jumps(-60min);
    EXPECT_THAT(view(), IsEmpty());
    wall_jumps(60min);
    EXPECT_THAT(view(), SizeIs(1));
}

TEST_F(CallbackAlertsTest, InTenMinutesMeansInTenMinutes) {
    centre.callback_book.rows = {promise("p", 0min)};
    sign_in();
    ASSERT_THAT(view(), SizeIs(1));
    desk->alerts().snooze(core::CallbackId("p"));
    settle();
    EXPECT_EQ(asked("snooze p"), 1);
    EXPECT_THAT(view(), IsEmpty());
    wall_jumps(9min);
    EXPECT_THAT(view(), IsEmpty());
    wall_jumps(1min);
    EXPECT_THAT(view(), SizeIs(1));
}

TEST_F(CallbackAlertsTest, DoneThatDidNotReachTheCentreIsNotDone) {
    centre.callback_book.rows = {promise("p", 0min)};
    sign_in();
    centre.link(core::LinkState::Offline);
    settle();
    desk->alerts().done(core::CallbackId("p"));
    EXPECT_THAT(view(), IsEmpty());
    settle();
    pass(2 * kLook);
    EXPECT_THAT(view(), SizeIs(1));
}

TEST_F(CallbackAlertsTest, TheNetworkIsNotNeededAtThatMinute) {
    centre.callback_book.rows = {promise("p", 30min)};
    sign_in();
    centre.link(core::LinkState::Offline);
    settle();
    wall_jumps(20min);
    EXPECT_THAT(view(), SizeIs(1));
}

TEST_F(CallbackAlertsTest, AColleaguesPromiseIsMineOnlyWhenItWasEscalated) {
    sign_in();
    auto theirs = promise("p", 0min);
    theirs.assignee = core::AgentId("a-lee");
    centre.tell(core::CallbackChanged{theirs, {}});
    EXPECT_THAT(view(), IsEmpty());
    centre.tell(core::CallbackDue{theirs, core::CallbackAlert::Escalated, false});
    ASSERT_THAT(view(), SizeIs(1));
    EXPECT_TRUE(view()[0].escalated);
    theirs.status = core::CallbackStatus::Done;
    centre.tell(core::CallbackChanged{theirs, {}});
    EXPECT_THAT(view(), IsEmpty());
}

TEST_F(CallbackAlertsTest, PutToAnotherTimeItIsToldAnew) {
    centre.callback_book.rows = {promise("p", 0min)};
    sign_in();
    desk->alerts().close(core::CallbackId("p"));
    EXPECT_THAT(view(), IsEmpty());
    auto moved = promise("p", 5min);
    centre.tell(core::CallbackChanged{moved, {}});
    EXPECT_THAT(view(), SizeIs(1));
}

TEST_F(CallbackAlertsTest, CallingFromAnAlertKeepsThePromiseAndMovesItAside) {
    centre.callback_book.rows = {promise("p", 0min)};
    sign_in();
    desk->call_back(view()[0].callback);
    settle();
    EXPECT_THAT(view(), IsEmpty());
    ASSERT_THAT(centre.outcall_desk.started, SizeIs(1));
    EXPECT_EQ(centre.outcall_desk.started[0].callback, core::CallbackId("p"));
    EXPECT_EQ(desk->customer().view().number.key(), "01012345678");
}

} // namespace
} // namespace sangdam::desk
