// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class ScreenPopTest : public DeskBench {
protected:
    const CardView& card() const { return desk->cards().view().at(0); }
};

TEST_F(ScreenPopTest, TheCardIsThereBeforeTheCentreHasAnswered) {
    sign_in();
    centre.cards["01012345678"] = kim();
    phone.ring("01012345678", core::CallRef("r1"));
    // One hop: the snapshot itself. The answer of the centre is still under way.
    desk->calls_changed(calls->calls());
    ASSERT_THAT(desk->cards().view(), SizeIs(1));
    EXPECT_EQ(card().knowledge, Knowledge::Looking);
    EXPECT_EQ(card().number.masked(), "010-****-5678");
    settle();
    EXPECT_EQ(card().knowledge, Knowledge::Known);
    EXPECT_EQ(card().name, "김민수");
    EXPECT_EQ(card().grade, "VIP");
    EXPECT_EQ(card().briefing.advice, Advice::Apologise);
    ASSERT_TRUE(card().last);
    EXPECT_EQ(card().last->day, Day::Yesterday);
}

TEST_F(ScreenPopTest, ACallerOfThisMorningIsKnownWithoutTheNetwork) {
    sign_in();
    centre.cards["01012345678"] = kim();
    far_end_hangs_up(ring("01012345678", "r1"), core::EndCause::Cancelled);
    desk->cards().close_all();
    centre.link(core::LinkState::Offline);
    ring("01012345678", "r2");
    EXPECT_EQ(card().knowledge, Knowledge::Remembered);
    EXPECT_EQ(card().name, "김민수");
    centre.link(core::LinkState::Online);
    settle();
    EXPECT_EQ(card().knowledge, Knowledge::Known);
}

TEST_F(ScreenPopTest, OfflineTheCardSaysThatNobodyCanBeAskedAndFillsInWhenTheHubIsBack) {
    sign_in();
    centre.cards["01012345678"] = kim();
    centre.link(core::LinkState::Offline);
    ring("01012345678", "r1");
    EXPECT_EQ(card().knowledge, Knowledge::Unavailable);
    centre.link(core::LinkState::Online);
    settle();
    EXPECT_EQ(card().name, "김민수");
}

TEST_F(ScreenPopTest, ANewCallerAndAWithheldOneAreToldApart) {
    sign_in();
    ring("01099998888", "r1");
    EXPECT_EQ(card().knowledge, Knowledge::NewCustomer);
    EXPECT_TRUE(card().briefing.new_customer);
    ring("anonymous", "r2");
    EXPECT_EQ(desk->cards().view().at(1).knowledge, Knowledge::Withheld);
    EXPECT_EQ(asked("card "), 0);
}

TEST_F(ScreenPopTest, ItNamesTheDialledNumberAndTheTimeInTheQueue) {
    sign_in();
    core::WaitingCall waiting;
    waiting.ref = core::CallRef("r1");
    waiting.since = clock.wall() - 42s;
    centre.tell(core::QueueChanged{{waiting}});
    core::Call call;
    call.id = core::CallId{1};
    call.phase = core::Phase::Ringing;
    call.peer = core::PhoneNumber::parse("01012345678");
    call.ref = waiting.ref;
    call.dialled = "02-555-0100";
    call.queue = "주문 상담";
    calls->call_changed(call);
    settle();
    EXPECT_EQ(card().dialled_label, "대표");
    EXPECT_EQ(card().queue, "주문 상담");
    EXPECT_EQ(card().waited, 42s);
    pass(3s);
    EXPECT_EQ(card().elapsed, 3s);
    EXPECT_EQ(card().waited, 42s); // It stands still once it rings here.
}

TEST_F(ScreenPopTest, TwoCallersHaveTwoCardsAndEachKeepsItsOwnName) {
    sign_in();
    centre.cards["01012345678"] = kim();
    ring("01012345678", "r1");
    ring("0212345678", "r2");
    ASSERT_THAT(desk->cards().view(), SizeIs(2));
    EXPECT_EQ(desk->cards().view()[0].name, "김민수");
    EXPECT_EQ(desk->cards().view()[1].name, "");
}

TEST_F(ScreenPopTest, AnsweredByAColleagueItSaysByWhomAndGoes) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    core::CallRecord record = talked_at(clock.wall(), "r1").call;
    centre.tell(core::CallChanged{record}); // The hub may be faster than the CANCEL …
    far_end_hangs_up(id, core::EndCause::AnsweredElsewhere);
    EXPECT_EQ(card().phase, CardPhase::AnsweredElsewhere);
    EXPECT_EQ(card().answered_by, "이수진");
    pass(kElsewhereShown);
    EXPECT_THAT(desk->cards().view(), IsEmpty());
}

TEST_F(ScreenPopTest, ACallThatAColleagueTookAfterwardsIsNotMissed) {
    sign_in();
    far_end_hangs_up(ring("01012345678", "r1"), core::EndCause::Cancelled);
    EXPECT_EQ(card().phase, CardPhase::Missed);
    centre.tell(core::CallChanged{talked_at(clock.wall(), "r1").call}); // … or slower.
    settle();
    EXPECT_EQ(card().phase, CardPhase::AnsweredElsewhere);
    EXPECT_EQ(card().answered_by, "이수진");
}

TEST_F(ScreenPopTest, AMissedCallStaysAsANoteUntilItIsClosed) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    far_end_hangs_up(id, core::EndCause::Cancelled);
    pass(60s);
    for (int i = 0; i < 40; ++i) // Its call is long forgotten by the phone.
        far_end_hangs_up(ring("0212345678", "x" + std::to_string(i)),
                         core::EndCause::AnsweredElsewhere);
    EXPECT_EQ(card().phase, CardPhase::Missed);
    desk->cards().close(id);
    pass(kElsewhereShown);
    EXPECT_THAT(desk->cards().view(), IsEmpty());
}

TEST_F(ScreenPopTest, ADeclinedCardGoesByItselfAndATalkedOneWithItsCall) {
    sign_in();
    const auto declined = ring("01012345678", "r1");
    desk->controls().decline(declined);
    settle();
    EXPECT_EQ(card().phase, CardPhase::Declined);
    pass(kDeclinedShown);
    EXPECT_THAT(desk->cards().view(), IsEmpty());
    const auto talked = ring("01012345678", "r2");
    talk(talked);
    EXPECT_EQ(card().phase, CardPhase::Talking);
    far_end_hangs_up(talked);
    EXPECT_THAT(desk->cards().view(), IsEmpty());
}

TEST_F(ScreenPopTest, AClosedCardDoesNotComeBackWithTheNextSnapshot) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    desk->cards().close(id);
    talk(id);
    EXPECT_THAT(desk->cards().view(), IsEmpty());
}

TEST_F(ScreenPopTest, OutgoingCallsHaveNoCard) {
    sign_in();
    desk->controls().dial("010-1234-5678");
    settle();
    EXPECT_THAT(desk->cards().view(), IsEmpty());
}

TEST_F(ScreenPopTest, AnAnswerThatComesAfterTheDeskHasGoneFindsNobody) {
    sign_in();
    phone.ring("01012345678", core::CallRef("r1"));
    desk->calls_changed(calls->calls());
    close_desk();
    settle(); // ASan would object.
}

TEST_F(ScreenPopTest, NothingTicksWhileNobodyRings) {
    sign_in();
    int wakes = 0;
    const auto watch = desk->cards().watch([&](const CardsView&) { ++wakes; });
    pass(10s);
    EXPECT_EQ(wakes, 0);
}

} // namespace
} // namespace sangdam::desk
