// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

core::WorkHours weekdays_nine_to_six() {
    core::WorkHours hours;
    for (std::size_t day = 1; day <= 5; ++day) hours.week.at(day) = {9h, 18h};
    hours.lunch = core::OpenSpan{12h, 13h};
    hours.closed.insert(std::chrono::sys_days{std::chrono::year{2026} / 12 / 25});
    return hours;
}

base::WallTime korea(int month, int day, std::chrono::minutes of_day) {
    return base::WallTime{
               std::chrono::sys_days{std::chrono::year{2026} / static_cast<unsigned>(month) /
                                     static_cast<unsigned>(day)}} +
           of_day - 9h;
}

TEST(CallbackTimes, TheTroubleWithATimeIsNamed) {
    const auto hours = weekdays_nine_to_six();
    const auto now = korea(11, 23, 10h + 31min); // A Monday.
    EXPECT_EQ(check_due(korea(11, 23, 10h), now, hours), DueTrouble::Past);
    EXPECT_EQ(check_due(korea(11, 23, 14h), now, hours), DueTrouble::None);
    EXPECT_EQ(check_due(korea(11, 23, 12h + 30min), now, hours), DueTrouble::Closed); // Lunch.
    EXPECT_EQ(check_due(korea(11, 23, 18h), now, hours), DueTrouble::Closed);
    EXPECT_EQ(check_due(korea(11, 28, 10h), now, hours), DueTrouble::Closed); // Saturday.
    EXPECT_EQ(check_due(korea(12, 25, 10h), now, hours), DueTrouble::Holiday);
}

TEST(CallbackTimes, TheProposalIsRoundAndWithinWorkHours) {
    const auto hours = weekdays_nine_to_six();
    EXPECT_EQ(proposed_due(korea(11, 23, 10h + 31min), hours), korea(11, 23, 11h + 15min));
    EXPECT_EQ(proposed_due(korea(11, 23, 11h + 40min), hours), korea(11, 23, 13h));
    EXPECT_EQ(proposed_due(korea(11, 27, 17h + 50min), hours),
              korea(11, 30, 9h)); // Over the weekend.
    core::WorkHours never;
    EXPECT_EQ(proposed_due(korea(11, 23, 10h), never), korea(11, 23, 10h + 30min));
}

TEST(CallbackTimes, ATimeIsReadAsPeopleTypeIt) {
    for (const char* half_past_two : {"14:30", "1430", "14.30", "14 30", " 14 : 30 ", "오후 2:30",
                                      "오후 2시 30분", "2:30 PM", "14시 30분"})
        EXPECT_EQ(time_of_day(half_past_two), 14h + 30min) << half_past_two;
    EXPECT_EQ(time_of_day("905"), 9h + 5min);
    EXPECT_EQ(time_of_day("9"), 9h);
    EXPECT_EQ(time_of_day("오전 12시"), 0min);
    EXPECT_EQ(time_of_day("오후 12:10"), 12h + 10min);
    for (const char* none : {"", "24:00", "14:3", "14:60", "noon", "오후 14:30", "오전 0:30",
                             "14:30:00", "-2:30", "12345", ":30"})
        EXPECT_EQ(time_of_day(none), std::nullopt) << none;
}

class CallbackDeskTest : public DeskBench {
protected:
    void look_at(std::string_view number) {
        desk->customer().select(core::PhoneNumber::parse(number));
        settle();
    }
    const CallbackView& view() const { return desk->callbacks().view(); }
};

TEST_F(CallbackDeskTest, ThePromiseHasCustomerCallAgentAndNumber) {
    centre.cards["01012345678"] = kim();
    sign_in();
    const auto id = ring("01012345678", "ref-1");
    talk(id);
    desk->callbacks().set_note("택배사 확인 후 회신");
    desk->callbacks().save();
    settle();
    ASSERT_THAT(centre.callback_book.rows, SizeIs(1));
    const auto& made = centre.callback_book.rows[0];
    EXPECT_EQ(made.number.key(), "01012345678");
    EXPECT_EQ(made.customer, core::CustomerId("c-kim"));
    EXPECT_EQ(made.origin, core::CallRef("ref-1"));
    EXPECT_EQ(made.assignee, core::AgentId("a-hong"));
    EXPECT_EQ(made.shown, "025550100");
    EXPECT_EQ(made.note, "택배사 확인 후 회신");
    EXPECT_EQ(view().form.save, CallbackSave::Saved);
    EXPECT_TRUE(view().form.values.note.empty()); // The next promise starts afresh.
    EXPECT_THAT(view().rows, SizeIs(1));
}

TEST_F(CallbackDeskTest, WhatWasBegunForOneCustomerIsThereWhenSheComesBack) {
    sign_in();
    look_at("01012345678");
    desk->callbacks().set_note("반쯤 쓴 메모");
    look_at("0212345678");
    EXPECT_TRUE(view().form.values.note.empty());
    look_at("01012345678");
    EXPECT_EQ(view().form.values.note, "반쯤 쓴 메모");
}

TEST_F(CallbackDeskTest, ATimeThatHasPassedIsNotSent) {
    sign_in();
    look_at("01012345678");
    desk->callbacks().set_due(clock.wall() - 1min);
    EXPECT_EQ(view().form.trouble, DueTrouble::Past);
    desk->callbacks().save();
    settle();
    EXPECT_EQ(view().form.save, CallbackSave::NoTime);
    EXPECT_THAT(centre.callback_book.rows, IsEmpty());
}

TEST_F(CallbackDeskTest, WithoutTheCentreEverythingStaysInTheForm) {
    sign_in();
    look_at("01012345678");
    centre.link(core::LinkState::Offline);
    desk->callbacks().set_note("잊지 말 것");
    desk->callbacks().save();
    settle();
    EXPECT_EQ(view().form.save, CallbackSave::Failed);
    EXPECT_EQ(view().form.values.note, "잊지 말 것");
    const auto id = view().form.values.id;
    centre.link(core::LinkState::Online);
    desk->callbacks().save();
    settle();
    ASSERT_THAT(centre.callback_book.rows, SizeIs(1));
    EXPECT_EQ(centre.callback_book.rows[0].id, id); // Tried again, it is the same promise.
}

TEST_F(CallbackDeskTest, TwoPromisesOfOneAgentAtOneTimeAreSaid) {
    core::Callback other;
    other.id = core::CallbackId("other");
    other.number = core::PhoneNumber::parse("0212345678");
    other.due_at = clock.wall() + 65min;
    other.assignee = core::AgentId("a-hong");
    centre.callback_book.rows = {other};
    sign_in();
    look_at("01012345678");
    desk->callbacks().set_due(clock.wall() + 60min);
    EXPECT_EQ(view().form.same_time, 1);
    desk->callbacks().set_assignee(core::AgentId("a-lee"));
    EXPECT_EQ(view().form.same_time, 0);
}

TEST_F(CallbackDeskTest, WhatWasTakenOffTheListCanBeBroughtBack) {
    core::Callback one;
    one.id = core::CallbackId("one");
    one.number = core::PhoneNumber::parse("0212345678");
    one.due_at = clock.wall() + 65min;
    centre.callback_book.rows = {one};
    sign_in();
    ASSERT_THAT(view().rows, SizeIs(1));
    desk->callbacks().finish(one.id, core::CallbackStatus::Cancelled);
    EXPECT_THAT(view().rows, IsEmpty());
    ASSERT_TRUE(view().gone);
    desk->callbacks().undo();
    EXPECT_THAT(view().rows, SizeIs(1));
    pass(kUndo + 1s);
    EXPECT_EQ(asked("finish one cancelled"), 0);
    desk->callbacks().finish(one.id, core::CallbackStatus::Cancelled);
    pass(kUndo + 1s);
    EXPECT_EQ(asked("finish one cancelled"), 1);
    EXPECT_THAT(view().rows, IsEmpty());
}

} // namespace
} // namespace sangdam::desk
