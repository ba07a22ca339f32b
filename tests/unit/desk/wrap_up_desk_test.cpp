// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using core::CallRef;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class WrapUpDeskTest : public DeskBench {
protected:
    WrapUpDesk& desk_() { return desk->wrap_up(); }
    const WrapUpForm& form() { return *desk_().view().form; }
    core::CallId talked_call(const std::string& from, const std::string& ref) {
        const auto id = ring(from, ref);
        talk(id);
        far_end_hangs_up(id);
        return id;
    }
};

TEST_F(WrapUpDeskTest, TheFormComesWithTheCallAndTheCountdownWithItsEnd) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    EXPECT_FALSE(desk_().view().form);
    talk(id);
    ASSERT_TRUE(desk_().view().form);
    EXPECT_EQ(form().values.call, CallRef("r1"));
    EXPECT_FALSE(form().remaining);
    far_end_hangs_up(id);
    EXPECT_EQ(form().remaining, kWrapUpTime);
    pass(12s);
    EXPECT_EQ(form().remaining, kWrapUpTime - 12s);
}

TEST_F(WrapUpDeskTest, EveryKeystrokeIsOnDiskWithin250Milliseconds) {
    sign_in();
    talk(ring("01012345678", "r1"));
    std::string note;
    for (int i = 0; i < 200; ++i) { // A fast typist who never rests.
        note += "가";
        desk_().set_note(note);
        pass(50ms);
        if (i >= 5) {
            const auto& kept = drafts.on_disk[CallRef("r1")].wrap_up.note;
            EXPECT_GE(kept.size() + 5 * std::string("가").size(), note.size()) << i;
        }
    }
    pass(250ms);
    EXPECT_EQ(drafts.on_disk[CallRef("r1")].wrap_up.note, note);
    EXPECT_EQ(form().kept, Kept::Safe);
    EXPECT_LT(drafts.writes, 150); // Not one write per key either.
}

TEST_F(WrapUpDeskTest, ASecondCallNeverOverwritesTheFirstOnesForm) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("배송 문의");
    talk(ring("0212345678", "r2"));
    EXPECT_EQ(form().values.call, CallRef("r2"));
    EXPECT_EQ(form().values.note, "");
    desk_().set_note("환불");
    pass(250ms);
    EXPECT_EQ(drafts.on_disk[CallRef("r1")].wrap_up.note, "배송 문의");
    EXPECT_EQ(drafts.on_disk[CallRef("r2")].wrap_up.note, "환불");
    ASSERT_THAT(desk_().view().unfinished, SizeIs(1));
    desk_().show(CallRef("r1"));
    EXPECT_EQ(form().values.note, "배송 문의");
}

TEST_F(WrapUpDeskTest, ACallThatOnlyRangLeavesNothingToWrite) {
    sign_in();
    far_end_hangs_up(ring("01012345678", "r1"), core::EndCause::Cancelled);
    EXPECT_FALSE(desk_().view().form);
    EXPECT_THAT(desk_().view().unfinished, IsEmpty());
}

TEST_F(WrapUpDeskTest, ACallSoShortThatOnlyItsEndWasSeenStillHasItsForm) {
    sign_in();
    const auto id = phone.ring("01012345678", CallRef("r1"));
    calls->answer(id);
    phone.remote(id, core::RemoteEnded{core::EndCause::RemoteHangup});
    desk->calls_changed(calls->calls()); // The snapshots in between are still on their way.
    ASSERT_TRUE(desk_().view().form);
    EXPECT_TRUE(form().call_over);
    settle();
    EXPECT_THAT(desk_().view().unfinished, SizeIs(1));
}

TEST_F(WrapUpDeskTest, SavedIsSavedAndTheDraftIsGone) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("끝");
    desk_().set_status("완료");
    desk_().save();
    EXPECT_EQ(form().save, WrapUpSave::Saving);
    settle();
    EXPECT_EQ(form().save, WrapUpSave::Saved);
    EXPECT_EQ(form().values.revision, 1);
    EXPECT_EQ(centre.saved.back().author, core::AgentId("a-hong"));
    EXPECT_THAT(drafts.on_disk, IsEmpty());
    EXPECT_THAT(desk_().view().unfinished, IsEmpty());
    pass(1s); // No late timer brings the draft back.
    EXPECT_THAT(drafts.on_disk, IsEmpty());
}

TEST_F(WrapUpDeskTest, WhatWasTypedWhileSavingIsAChangeOfWhatIsSaved) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("하나");
    desk_().save();
    desk_().set_note("하나 둘");
    desk_().save(); // Meant for the new text.
    settle();
    ASSERT_THAT(centre.saved, SizeIs(2));
    EXPECT_EQ(centre.saved[1].note, "하나 둘");
    EXPECT_EQ(centre.saved[1].revision, 1);
    EXPECT_EQ(form().save, WrapUpSave::Saved);
}

TEST_F(WrapUpDeskTest, OfflineItWaitsSafelyAndIsSentOnceWhenTheHubIsBack) {
    sign_in();
    talked_call("01012345678", "r1");
    centre.link(core::LinkState::Offline);
    desk_().set_note("연결 끊김");
    desk_().save();
    pass(1s);
    EXPECT_EQ(form().save, WrapUpSave::Waiting);
    EXPECT_EQ(drafts.on_disk[CallRef("r1")].wrap_up.note, "연결 끊김");
    ASSERT_THAT(desk_().view().unfinished, SizeIs(1));
    EXPECT_TRUE(desk_().view().unfinished[0].waiting_for_link);
    centre.link(core::LinkState::Online);
    settle();
    EXPECT_EQ(form().save, WrapUpSave::Saved);
    EXPECT_THAT(centre.saved, SizeIs(1));
    EXPECT_THAT(drafts.on_disk, IsEmpty());
}

TEST_F(WrapUpDeskTest, AfterAKillTheTextIsThere) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("김민수 고객, 환불 요청");
    pass(250ms);
    close_desk();
    open_desk(); // As a restart: nothing but the draft box has survived.
    sign_in();
    ASSERT_TRUE(desk_().view().form);
    EXPECT_EQ(form().values.note, "김민수 고객, 환불 요청");
    EXPECT_EQ(form().kept, Kept::Safe);
    EXPECT_EQ(form().caller.masked(), "010-****-5678");
    EXPECT_THAT(desk_().view().unfinished, SizeIs(1));
}

TEST_F(WrapUpDeskTest, ClosingInOrderKeepsTheLastKeystrokeToo) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("마지막 글자");
    close_desk();
    settle();
    EXPECT_EQ(drafts.on_disk[CallRef("r1")].wrap_up.note, "마지막 글자");
}

TEST_F(WrapUpDeskTest, AFullDiskIsToldAndTriedAgain) {
    sign_in();
    talk(ring("01012345678", "r1"));
    drafts.broken = true;
    desk_().set_note("메모");
    pass(250ms);
    EXPECT_EQ(form().kept, Kept::Unsafe);
    drafts.broken = false;
    pass(1s + 250ms);
    EXPECT_EQ(form().kept, Kept::Safe);
}

TEST_F(WrapUpDeskTest, SomebodyWasFasterBothTextsAreThereAndTheAgentChooses) {
    sign_in();
    talked_call("01012345678", "r1");
    core::WrapUp theirs;
    theirs.call = CallRef("r1");
    theirs.note = "이수진이 먼저";
    theirs.revision = 1;
    centre.wrap_ups[theirs.call] = theirs;
    desk_().set_note("내 메모");
    desk_().save();
    settle();
    EXPECT_EQ(form().save, WrapUpSave::Conflict);
    ASSERT_TRUE(form().newer);
    EXPECT_EQ(form().newer->note, "이수진이 먼저");
    EXPECT_EQ(form().values.note, "내 메모");
    pass(250ms);
    EXPECT_EQ(drafts.on_disk[CallRef("r1")].wrap_up.note, "내 메모");
    desk_().keep_mine();
    settle();
    EXPECT_EQ(form().save, WrapUpSave::Saved);
    EXPECT_EQ(centre.wrap_ups[CallRef("r1")].note, "내 메모");
    EXPECT_EQ(centre.wrap_ups[CallRef("r1")].revision, 2);
}

TEST_F(WrapUpDeskTest, TakingTheirsDropsTheDraft) {
    sign_in();
    talked_call("01012345678", "r1");
    core::WrapUp theirs;
    theirs.call = CallRef("r1");
    theirs.note = "이수진이 먼저";
    theirs.revision = 1;
    centre.wrap_ups[theirs.call] = theirs;
    desk_().set_note("내 메모");
    desk_().save();
    settle();
    desk_().take_newer();
    settle();
    EXPECT_EQ(form().values.note, "이수진이 먼저");
    EXPECT_EQ(form().save, WrapUpSave::Saved);
    EXPECT_THAT(drafts.on_disk, IsEmpty());
}

TEST_F(WrapUpDeskTest, ARefusedSaveKeepsTheTextAndCanBeTriedAgain) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("메모");
    centre.refuse_next = base::Error{base::Errc::Internal, "hub made a mistake"};
    desk_().save();
    settle();
    EXPECT_EQ(form().save, WrapUpSave::Failed);
    EXPECT_EQ(drafts.on_disk[CallRef("r1")].wrap_up.note, "메모");
    desk_().save();
    settle();
    EXPECT_EQ(form().save, WrapUpSave::Saved);
}

TEST_F(WrapUpDeskTest, WhenTheTimeRunsOutTheAgentIsFreeAndTheFormStaysUnfinished) {
    sign_in();
    talked_call("01012345678", "r1");
    auto me = centre.session.me;
    me.state = core::AgentState::WrapUp; // Set by the hub.
    centre.tell(core::AgentChanged{me});
    desk_().set_note("아직");
    pass(kWrapUpTime);
    EXPECT_THAT(centre.requests, Contains("set_state available"));
    EXPECT_THAT(desk_().view().unfinished, SizeIs(1));
    EXPECT_EQ(form().values.note, "아직");
}

TEST_F(WrapUpDeskTest, SavingEndsTheAfterCallTimeAtOnceAndExtendingMakesItLonger) {
    sign_in();
    auto me = centre.session.me;
    me.state = core::AgentState::WrapUp;
    centre.tell(core::AgentChanged{me});
    talked_call("01012345678", "r1");
    pass(50s);
    EXPECT_TRUE(form().can_extend);
    desk_().extend();
    EXPECT_EQ(form().remaining, 70s);
    EXPECT_FALSE(form().can_extend); // The hub would not wait longer.
    desk_().extend();
    EXPECT_EQ(form().remaining, 70s);
    pass(60s);
    EXPECT_THAT(centre.requests, Not(Contains("set_state available")));
    desk_().set_note("끝");
    desk_().save();
    settle();
    EXPECT_THAT(centre.requests, Contains("set_state available"));
}

TEST_F(WrapUpDeskTest, SomebodyAwayIsNotMadeAvailableByTheCountdown) {
    sign_in();
    auto me = centre.session.me;
    me.state = core::AgentState::Away;
    centre.tell(core::AgentChanged{me});
    talked_call("01012345678", "r1");
    pass(kWrapUpTime);
    EXPECT_THAT(centre.requests, Not(Contains("set_state available")));
}

TEST_F(WrapUpDeskTest, ThrowingADraftAwayLeavesWhatTheCentreHas) {
    sign_in();
    talked_call("01012345678", "r1");
    desk_().set_note("저장됨");
    desk_().save();
    settle();
    desk_().set_note("실수");
    pass(250ms);
    desk_().discard();
    settle();
    EXPECT_EQ(form().values.note, "저장됨");
    EXPECT_THAT(drafts.on_disk, IsEmpty());
}

TEST_F(WrapUpDeskTest, ACallOutOfTheListIsOpenedWithWhatWasWritten) {
    sign_in();
    auto entry = talked_at(clock.wall() - 1h, "r9");
    entry.wrap_up = core::WrapUp{};
    entry.wrap_up->call = CallRef("r9");
    entry.wrap_up->note = "지난 상담";
    entry.wrap_up->revision = 4;
    desk_().show(entry);
    EXPECT_EQ(form().values.note, "지난 상담");
    EXPECT_EQ(form().save, WrapUpSave::Saved);
    EXPECT_FALSE(form().remaining);
    desk_().set_note("지난 상담, 고침");
    desk_().save();
    EXPECT_EQ(centre.saved.back().revision, 4);
}

TEST_F(WrapUpDeskTest, TheNameThatBecomesKnownIsTheHeading) {
    sign_in();
    centre.cards["01012345678"] = kim();
    talk(ring("01012345678", "r1"));
    talk(ring("0212345678", "r2"));
    pass(1s);
    desk_().show(CallRef("r1"));
    EXPECT_EQ(form().heading, "김민수");
}

TEST_F(WrapUpDeskTest, AThousandWrittenCallsLeaveNothingBehind) {
    sign_in();
    for (int i = 0; i < 1000; ++i) {
        talked_call("01012345678", "r" + std::to_string(i));
        desk_().set_note("n");
        desk_().save();
        settle();
    }
    EXPECT_THAT(desk_().view().unfinished, IsEmpty());
    EXPECT_THAT(drafts.on_disk, IsEmpty());
    EXPECT_THAT(centre.saved, SizeIs(1000));
}

} // namespace
} // namespace sangdam::desk
