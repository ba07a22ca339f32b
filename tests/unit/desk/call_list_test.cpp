// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::SizeIs;

class CallListTest : public DeskBench {
protected:
    CallListTest() {
        auto written = talked_at(clock.wall() - 1h, "written");
        written.call.customer_number = core::PhoneNumber::parse("01012345678");
        written.wrap_up = core::WrapUp{};
        written.wrap_up->note = "환불 접수";
        written.category_path = "배송 > 배송지연";
        auto unwritten = talked_at(clock.wall() - 2h, "unwritten");
        unwritten.call.customer_number = core::PhoneNumber::parse("0212345678");
        core::HistoryEntry missed_one;
        missed_one.call.ref = core::CallRef("missed");
        missed_one.call.customer_number = core::PhoneNumber::parse("01099998888");
        missed_one.call.ended_at = clock.wall() - 3h;
        core::HistoryEntry still_on;
        still_on.call.ref = core::CallRef("open");
        centre.log.page.items = {still_on, written, unwritten, missed_one};
    }
    const CallListView& view() const { return desk->calls().view(); }
};

TEST_F(CallListTest, MissedAndUnwrittenAreCountedWhateverIsFiltered) {
    sign_in();
    EXPECT_THAT(view().rows, SizeIs(4));
    desk->calls().set_filter(CallFilter::Missed);
    ASSERT_THAT(view().rows, SizeIs(1));
    EXPECT_EQ(view().rows[0].masked, "010-****-8888");
    desk->calls().set_filter(CallFilter::Unwritten);
    ASSERT_THAT(view().rows, SizeIs(1));
    EXPECT_EQ(view().rows[0].entry.call.ref, core::CallRef("unwritten"));
    EXPECT_EQ(view().missed, 1U);
    EXPECT_EQ(view().unwritten, 1U);
}

TEST_F(CallListTest, ItIsSearchedByPiecesOfNumbersAndWords) {
    sign_in();
    const auto found = [&](const char* text) {
        desk->calls().set_search(text);
        return view().rows.size();
    };
    EXPECT_EQ(found("5678"), 2U);
    EXPECT_EQ(found("010-1234"), 1U);
    EXPECT_EQ(found("배송지연"), 1U);
    EXPECT_EQ(found("환불"), 1U);
    EXPECT_EQ(found("없는 말"), 0U);
    EXPECT_EQ(found(""), 4U);
}

TEST_F(CallListTest, AnOutgoingCallThatNobodyAnsweredIsNotAMissedOne) {
    core::CallRecord call;
    call.ended_at = clock.wall();
    EXPECT_TRUE(missed(call));
    call.direction = core::Direction::Outgoing;
    EXPECT_FALSE(missed(call));
}

TEST_F(CallListTest, AChangeWhileReadingIsReadAfterwardsAndOnlyOnce) {
    sign_in();
    desk->calls().read();
    desk->calls().read();
    desk->calls().read();
    settle();
    EXPECT_EQ(asked("calls"), 2);
}

TEST_F(CallListTest, ColleaguesCallsDoNotMakeItReadAgain) {
    sign_in();
    auto theirs = talked_at(clock.wall(), "theirs").call;
    centre.tell(core::CallChanged{theirs});
    settle();
    EXPECT_EQ(asked("calls"), 0);
    theirs.agent = core::AgentId("a-hong");
    centre.tell(core::CallChanged{theirs});
    settle();
    EXPECT_EQ(asked("calls"), 1);
}

TEST_F(CallListTest, ASavedWrapUpIsSeenInTheList) {
    sign_in();
    desk->wrap_up().show(centre.log.page.items[2]);
    desk->wrap_up().set_note("이제");
    desk->wrap_up().save();
    settle();
    EXPECT_EQ(asked("calls"), 1);
}

} // namespace
} // namespace sangdam::desk
