// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class QueueWatchTest : public DeskBench {
protected:
    const QueueView& view() const { return desk->queue().view(); }
    core::WaitingCall waits(std::string ref, std::chrono::seconds since) {
        core::WaitingCall call;
        call.ref = core::CallRef(std::move(ref));
        call.caller = core::PhoneNumber::parse("01012345678");
        call.since = clock.wall() - since;
        return call;
    }
};

TEST_F(QueueWatchTest, LongestWaitingFirstAndTheAgesRun) {
    sign_in();
    centre.tell(core::QueueChanged{{waits("new", 5s), waits("old", 72s)}});
    ASSERT_THAT(view().rows, SizeIs(2));
    EXPECT_EQ(view().rows[0].ref, core::CallRef("old"));
    EXPECT_EQ(view().rows[0].masked, "010-****-5678");
    EXPECT_EQ(view().longest, 72s);
    pass(3s);
    EXPECT_EQ(view().longest, 75s);
    EXPECT_EQ(view().rows[1].waiting, 8s);
}

TEST_F(QueueWatchTest, AHubWhoseClockIsAheadMakesNobodyWaitANegativeTime) {
    EXPECT_EQ(waiting_rows({waits("a", -30s)}, clock.wall())[0].waiting, 0s);
}

TEST_F(QueueWatchTest, AnOldAnswerDoesNotReplaceANewerEvent) {
    sign_in();
    centre.waiting = {waits("gone", 60s)};
    desk->queue().read();
    centre.tell(core::QueueChanged{{}}); // Comes before the answer that was older.
    settle();
    EXPECT_THAT(view().rows, IsEmpty());
}

TEST_F(QueueWatchTest, ItIsNamedWhereACallRings) {
    sign_in();
    centre.people[0].name = "홍길동";
    auto here = waits("a", 10s);
    here.ringing_at = core::AgentId("a-hong");
    auto there = waits("b", 20s);
    there.ringing_at = core::AgentId("a-lee");
    centre.tell(core::QueueChanged{{here, there}});
    EXPECT_EQ(view().rows[0].ringing_at_name, "이수진");
    EXPECT_FALSE(view().rows[0].ringing_here);
    EXPECT_TRUE(view().rows[1].ringing_here);
}

TEST_F(QueueWatchTest, PullingIsShownAtOnceAndEndsWhenTheCallHasLeftTheList) {
    sign_in();
    centre.tell(core::QueueChanged{{waits("a", 10s)}});
    desk->queue().pick_up(core::CallRef("a"));
    EXPECT_EQ(view().rows[0].pull, Pull::Asked);
    desk->queue().pick_up(core::CallRef("a")); // A double click is one pull.
    settle();
    EXPECT_EQ(asked("pick_up a"), 1);
    EXPECT_EQ(view().rows[0].pull, Pull::Asked);
    centre.tell(core::QueueChanged{{}});
    centre.tell(core::QueueChanged{{waits("a", 12s)}}); // It came back: my phone did not answer.
    EXPECT_EQ(view().rows[0].pull, Pull::None);
}

TEST_F(QueueWatchTest, WhoWasFasterIsNamedAndWhoHasGoneIsToldApart) {
    sign_in();
    centre.tell(core::QueueChanged{{waits("a", 10s), waits("b", 5s)}});
    centre.refuse_next = base::Error{base::Errc::Conflict, "이수진"};
    desk->queue().pick_up(core::CallRef("a"));
    settle();
    EXPECT_EQ(view().last_pull, Pull::Taken);
    EXPECT_EQ(view().winner, "이수진");
    centre.refuse_next = base::Error{base::Errc::NotFound, "hung up"};
    desk->queue().pick_up(core::CallRef("b"));
    EXPECT_EQ(view().last_pull, Pull::None); // The old one does not stand beside the new try.
    settle();
    EXPECT_EQ(view().last_pull, Pull::Gone);
    EXPECT_EQ(view().winner, "");
}

TEST_F(QueueWatchTest, WithoutLinkTheListSaysThatItIsOldAndIsReadAgainAfterwards) {
    sign_in();
    centre.tell(core::QueueChanged{{waits("a", 10s)}});
    EXPECT_FALSE(view().stale);
    centre.link(core::LinkState::Offline);
    EXPECT_TRUE(view().stale);
    EXPECT_THAT(view().rows, SizeIs(1));
    centre.waiting = {};
    centre.link(core::LinkState::Online);
    settle();
    EXPECT_THAT(view().rows, IsEmpty());
    EXPECT_FALSE(view().stale);
}

TEST_F(QueueWatchTest, AHundredWaitAndTheOrderIsRight) {
    std::vector<core::WaitingCall> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(waits(std::to_string(i), std::chrono::seconds((i * 37) % 100)));
    const auto rows = waiting_rows(many, clock.wall());
    EXPECT_TRUE(std::ranges::is_sorted(rows, std::ranges::greater{}, &WaitingRow::waiting));
}

} // namespace
} // namespace sangdam::desk
