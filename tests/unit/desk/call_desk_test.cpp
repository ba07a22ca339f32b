// SPDX-License-Identifier: MIT

#include "desk/call_desk.h"
#include "desk/on_executor.h"
#include "fakes/fake_phone.h"
#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::desk {
namespace {

using core::CallId;
using core::Phase;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

struct Snapshots final : CallsListener {
    void calls_changed(const CallsView& view) override { all.push_back(view); }
    std::vector<CallsView> all;
};

class CallDeskTest : public testing::Test {
protected:
    Phase phase(CallId id) { return phone.calls.at(id).phase; }

    fakes::FakePhone phone;
    fakes::ManualClock clock;
    CallDesk desk{phone, clock};
};

TEST_F(CallDeskTest, AnsweringTwiceInTheSameMillisecondAnswersOnce) {
    const auto id = phone.ring("01012345678");
    desk.answer(id); // The window
    desk.answer();   // and the handset.
    EXPECT_THAT(phone.commands, ElementsAre("answer 1"));
}

TEST_F(CallDeskTest, TheSecondOfTwoAnswersDoesNotTakeTheNextCallerToo) {
    phone.ring("01012345678");
    const auto next = phone.ring("0212345678");
    desk.answer();
    desk.answer();
    EXPECT_THAT(phone.commands, ElementsAre("answer 1"));
    EXPECT_EQ(phase(next), Phase::Ringing);
    clock.advance(kSameIntent);
    desk.answer(); // Now it is meant.
    EXPECT_EQ(phase(next), Phase::Talking);
}

TEST_F(CallDeskTest, AnsweringASecondCallHoldsTheFirst) {
    const auto first = phone.ring("01012345678");
    desk.answer(first);
    const auto second = phone.ring("0212345678");
    desk.answer(second);
    EXPECT_EQ(phase(first), Phase::Held);
    EXPECT_EQ(phase(second), Phase::Talking);
}

TEST_F(CallDeskTest, AnsweringWhileDiallingGivesTheDiallingUp) {
    desk.dial("15881234", [](const auto&) {});
    desk.answer(phone.ring("01012345678"));
    EXPECT_EQ(phase(CallId{1}), Phase::Ended);
    EXPECT_EQ(phase(CallId{2}), Phase::Talking);
}

TEST_F(CallDeskTest, ACommandForACallThatHasGoneMeanwhileChangesNothing) {
    const auto gone = phone.ring("01012345678");
    phone.remote(gone, core::RemoteEnded{core::EndCause::Cancelled});
    const auto other = phone.ring("0212345678");
    desk.answer(gone);
    desk.hang_up(gone);
    desk.decline(gone);
    desk.mute(Switch::On, gone);
    EXPECT_THAT(phone.commands, IsEmpty());
    EXPECT_EQ(phase(other), Phase::Ringing);
}

TEST_F(CallDeskTest, DecliningNeverEndsAConversation) {
    const auto id = phone.ring("01012345678");
    desk.answer(id);
    desk.decline();
    desk.decline(id);
    EXPECT_EQ(phase(id), Phase::Talking);
}

TEST_F(CallDeskTest, ResumingOneHoldsTheOther) {
    const auto first = phone.ring("01012345678");
    desk.answer(first);
    clock.advance(1s);
    const auto second = phone.ring("0212345678");
    desk.answer(second);
    desk.hold(Switch::Off, first);
    EXPECT_EQ(phase(first), Phase::Talking);
    EXPECT_EQ(phase(second), Phase::Held);
}

TEST_F(CallDeskTest, HoldTogglesTheCallInHandAndThenTheOneHeldLast) {
    const auto id = phone.ring("01012345678");
    desk.answer(id);
    desk.hold(Switch::Toggle);
    EXPECT_EQ(phase(id), Phase::Held);
    desk.hold(Switch::Toggle);
    EXPECT_EQ(phase(id), Phase::Talking);
}

TEST_F(CallDeskTest, HangingUpLeavesTheHeldCallerOnHold) {
    const auto first = phone.ring("01012345678");
    desk.answer(first);
    clock.advance(1s);
    desk.answer(phone.ring("0212345678"));
    desk.hang_up();
    EXPECT_EQ(phase(first), Phase::Held); // Taken back by the agent, not by itself.
}

TEST_F(CallDeskTest, OneNumberIsDialledAtATimeAndTheOtherIsToldWhy) {
    desk.dial("15881234", [](const auto& r) { EXPECT_TRUE(r.has_value()); });
    bool refused = false;
    desk.dial("15884321",
              [&](const auto& r) { refused = !r && r.error().code == base::Errc::Conflict; });
    EXPECT_TRUE(refused);
    EXPECT_THAT(phone.commands, ElementsAre("dial 15881234"));
}

TEST_F(CallDeskTest, WhatCannotBeDialledPutsNobodyOnHold) {
    const auto id = phone.ring("01012345678");
    desk.answer(id);
    desk.dial("", [](const auto& r) { EXPECT_FALSE(r.has_value()); });
    EXPECT_EQ(phase(id), Phase::Talking);
}

TEST_F(CallDeskTest, RedialDialsTheLastThatCouldBeDialled) {
    desk.redial(); // Nothing yet.
    desk.dial("15881234", [](const auto&) {});
    desk.hang_up();
    desk.dial("", [](const auto&) {});
    phone.commands.clear();
    desk.redial();
    EXPECT_THAT(phone.commands, ElementsAre("dial 15881234"));
}

TEST_F(CallDeskTest, KeysGoOnlyIntoAConversation) {
    const auto id = phone.ring("01012345678");
    desk.digit('1');
    EXPECT_THAT(phone.commands, IsEmpty());
    desk.answer(id);
    desk.digit('1');
    EXPECT_THAT(phone.commands, ElementsAre("answer 1", "digit 1 1"));
}

TEST_F(CallDeskTest, TheSnapshotTellsWhenACallBeganWasAnsweredAndEnded) {
    auto seen = std::make_shared<Snapshots>();
    desk.add_listener(seen);
    const auto start = clock.now();
    const auto id = phone.ring("01012345678");
    clock.advance(3s);
    desk.answer(id);
    clock.advance(60s);
    phone.remote(id, core::RemoteEnded{core::EndCause::RemoteHangup});
    ASSERT_EQ(seen->all.size(), 4U); // At once, ringing, talking, ended.
    const auto& last = seen->all.back();
    EXPECT_THAT(last.live, IsEmpty());
    ASSERT_EQ(last.ended.size(), 1U);
    EXPECT_EQ(last.ended[0].began, start);
    EXPECT_EQ(last.ended[0].answered, start + 3s);
    EXPECT_EQ(last.ended[0].ended, start + 63s);
    EXPECT_EQ(last.ended[0].call.cause, core::EndCause::RemoteHangup);
}

TEST_F(CallDeskTest, AnEndThatIsToldTwiceIsOneEnd) {
    const auto id = phone.ring("01012345678");
    phone.remote(id, core::RemoteEnded{core::EndCause::Cancelled});
    phone.remote(id, core::RemoteEnded{core::EndCause::Cancelled});
    EXPECT_EQ(desk.calls().ended.size(), 1U);
}

TEST_F(CallDeskTest, AThousandCallsLeaveOnlyTheLastFewBehind) {
    for (int i = 0; i < 1000; ++i) {
        desk.answer(phone.ring("01012345678"));
        desk.hang_up();
        clock.advance(1s);
    }
    EXPECT_THAT(desk.calls().live, IsEmpty());
    EXPECT_EQ(desk.calls().ended.size(), kEndedKept);
    EXPECT_EQ(desk.calls().ended.back().call.id, CallId{1000});
}

// Answers from inside a notification, as a handset that auto-answers would.
struct Eager final : CallsListener {
    explicit Eager(CallDesk& to) : desk(to) {}
    void calls_changed(const CallsView& view) override {
        if (!view.live.empty()) desk.answer(view.live.front().call.id);
    }
    CallDesk& desk;
};

TEST_F(CallDeskTest, AListenerThatActsFromInsideLeavesOthersWithTheNewestViewLast) {
    auto eager = std::make_shared<Eager>(desk);
    auto seen = std::make_shared<Snapshots>();
    desk.add_listener(eager);
    desk.add_listener(seen);
    phone.ring("01012345678");
    ASSERT_FALSE(seen->all.back().live.empty());
    EXPECT_EQ(seen->all.back().live[0].call.phase, Phase::Talking);
}

TEST_F(CallDeskTest, AListenerThatHasGoneIsForgotten) {
    auto seen = std::make_shared<Snapshots>();
    desk.add_listener(seen);
    seen.reset();
    phone.ring("01012345678"); // ASan would object.
    EXPECT_EQ(desk.calls().live.size(), 1U);
}

TEST(ThreadHops, ACommandRunsOnTheCallThreadAndItsAnswerComesBack) {
    fakes::ManualExecutor call_thread, ui;
    fakes::FakePhone phone;
    fakes::ManualClock clock;
    auto desk = std::make_shared<CallDesk>(phone, clock);
    CallCommandsOn door(call_thread, desk, ui);
    bool answered = false;
    door.dial("15881234", [&](const auto& r) { answered = r.has_value(); });
    EXPECT_THAT(phone.commands, IsEmpty());
    call_thread.run_all();
    EXPECT_THAT(phone.commands, ElementsAre("dial 15881234"));
    EXPECT_FALSE(answered);
    ui.run_all();
    EXPECT_TRUE(answered);
}

TEST(ThreadHops, WhatArrivesAfterTheTargetHasGoneIsDropped) {
    fakes::ManualExecutor ui;
    auto seen = std::make_shared<Snapshots>();
    CallsListenerOn hop(ui, seen);
    hop.calls_changed({});
    EXPECT_THAT(seen->all, IsEmpty());
    ui.run_all();
    EXPECT_EQ(seen->all.size(), 1U);
    hop.calls_changed({});
    seen.reset();
    EXPECT_EQ(ui.run_all(), 1U);
}

} // namespace
} // namespace sangdam::desk
