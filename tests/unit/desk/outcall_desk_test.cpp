// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

class OutcallDeskTest : public DeskBench {
protected:
    const OutcallView& view() const { return desk->outcalls().view(); }
    core::OutcallRecord stage(core::OutcallStage now) const {
        core::OutcallRecord record;
        record.ref = centre.outcall_desk.started.back().ref;
        record.stage = now;
        record.stage_since = clock.wall();
        return record;
    }
};

TEST_F(OutcallDeskTest, ACustomerIsCalledByTheCentreWithTheChosenNumber) {
    sign_in();
    desk->outcalls().call("010-1234-5678");
    EXPECT_TRUE(view().going_on());
    settle();
    ASSERT_THAT(centre.outcall_desk.started, SizeIs(1));
    EXPECT_EQ(centre.outcall_desk.started[0].shown, "025550100");
    EXPECT_EQ(centre.outcall_desk.started[0].callee.key(), "01012345678");
    EXPECT_THAT(phone.commands, IsEmpty()); // This phone is rung, it does not dial.
    for (const auto now : {core::OutcallStage::SeatAnswered, core::OutcallStage::CustomerRinging,
                           core::OutcallStage::Talking}) {
        centre.tell(core::OutcallChanged{stage(now)});
        ASSERT_TRUE(view().outcall);
        EXPECT_EQ(view().outcall->stage, now);
    }
    auto over = stage(core::OutcallStage::Ended);
    over.failure = core::OutcallFailure::CustomerBusy;
    centre.tell(core::OutcallChanged{over});
    EXPECT_FALSE(view().going_on());
}

TEST_F(OutcallDeskTest, MyOwnPhoneRingingForItIsNoCustomersCard) {
    sign_in();
    desk->outcalls().call("010-1234-5678");
    settle();
    ring("01012345678", centre.outcall_desk.started[0].ref.value);
    EXPECT_THAT(desk->cards().view(), IsEmpty());
    ring("01099998888", "somebody-else");
    EXPECT_THAT(desk->cards().view(), SizeIs(1));
}

TEST_F(OutcallDeskTest, TheRecordOfACallOfMyOwnBearsTheCustomersName) {
    centre.cards["01012345678"] = kim();
    sign_in();
    desk->customer().select(core::PhoneNumber::parse("010-1234-5678"));
    desk->outcalls().call("010-1234-5678");
    settle();
    talk(ring("01012345678", centre.outcall_desk.started[0].ref.value));
    EXPECT_EQ(desk->wrap_up().view().form->heading, "김민수");
}

TEST_F(OutcallDeskTest, AColleaguesExtensionIsDialledByThisPhone) {
    sign_in();
    desk->outcalls().call("1002");
    settle();
    EXPECT_THAT(centre.outcall_desk.started, IsEmpty());
    EXPECT_THAT(phone.commands, Contains("dial 1002"));
}

TEST_F(OutcallDeskTest, ACentreThatCannotCallInTwoLegsLeavesItToThisPhone) {
    sign_in();
    centre.refuse_next = base::Error{base::Errc::NotFound, "no such route"};
    desk->outcalls().call("010-1234-5678");
    settle();
    EXPECT_THAT(phone.commands, Contains("dial 01012345678"));
    EXPECT_EQ(view().trouble, OutcallTrouble::None);
}

TEST_F(OutcallDeskTest, WhoWantsNoCallsIsCalledOnlyWithAReason) {
    sign_in();
    centre.refuse_next = base::Error{base::Errc::Refused, "do_not_call"};
    desk->outcalls().call("010-1234-5678");
    settle();
    EXPECT_EQ(view().trouble, OutcallTrouble::DoNotCall);
    desk->outcalls().call_anyway("");
    settle();
    EXPECT_THAT(centre.outcall_desk.started, SizeIs(1));
    desk->outcalls().call_anyway("환불 계좌 확인");
    settle();
    ASSERT_THAT(centre.outcall_desk.started, SizeIs(2));
    EXPECT_EQ(centre.outcall_desk.started[1].despite_do_not_call, "환불 계좌 확인");
    EXPECT_TRUE(view().going_on());
}

TEST_F(OutcallDeskTest, ASecondWishWhileOneGoesOnIsSaidToBeOne) {
    sign_in();
    desk->outcalls().call("010-1234-5678");
    settle();
    desk->outcalls().call("010-9999-8888");
    settle();
    EXPECT_EQ(view().trouble, OutcallTrouble::Busy);
    EXPECT_THAT(centre.outcall_desk.started, SizeIs(1));
}

TEST_F(OutcallDeskTest, AnOldAnswerDoesNotTurnTheStageBack) {
    sign_in();
    desk->outcalls().call("010-1234-5678");
    settle();
    centre.tell(core::OutcallChanged{stage(core::OutcallStage::Talking)});
    centre.tell(core::OutcallChanged{stage(core::OutcallStage::SeatRinging)});
    EXPECT_EQ(view().outcall->stage, core::OutcallStage::Talking);
}

} // namespace
} // namespace sangdam::desk
