// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using core::AgentState;
using core::LinkState;
using testing::SizeIs;

class AgentDeskTest : public DeskBench {
protected:
    const AgentView& view() const { return desk->agent().view(); }
};

TEST_F(AgentDeskTest, SigningInBringsNameNumbersAndTheSeatsAccount) {
    std::string registrar;
    centre.session.seat.registrar = "sip:127.0.0.1:5060";
    const auto watch = desk->agent().watch_session(
        [&](const core::SessionGranted& session) { registrar = session.seat.registrar; });
    desk->agent().sign_in("hong", base::Secret("right"));
    EXPECT_EQ(view().sign_in, SignIn::Trying);
    settle();
    EXPECT_EQ(view().sign_in, SignIn::In);
    EXPECT_EQ(view().me.name, "홍길동");
    EXPECT_EQ(registrar, "sip:127.0.0.1:5060");
    ASSERT_THAT(view().numbers, SizeIs(1)); // The one that is not approved is not offered.
    EXPECT_EQ(view().chosen_number, "025550100");
}

TEST_F(AgentDeskTest, AWrongPasswordAndAMissingHubAreToldApart) {
    desk->agent().sign_in("hong", base::Secret("wrong"));
    settle();
    EXPECT_EQ(view().sign_in, SignIn::Out);
    EXPECT_EQ(view().trouble, SignInTrouble::Refused);
    centre.refuse_next = base::Error{base::Errc::Unavailable, "connection refused"};
    desk->agent().sign_in("hong", base::Secret("right"));
    EXPECT_EQ(view().trouble, SignInTrouble::None); // Not the old complaint while it tries.
    settle();
    EXPECT_EQ(view().trouble, SignInTrouble::Unreachable);
}

TEST_F(AgentDeskTest, PressingSignInTwiceSignsInOnce) {
    desk->agent().sign_in("hong", base::Secret("right"));
    desk->agent().sign_in("hong", base::Secret("right"));
    settle();
    EXPECT_EQ(asked("sign_in"), 1);
}

TEST_F(AgentDeskTest, OnlyANumberOfOursCanBeShown) {
    sign_in();
    desk->agent().choose_number("15881234"); // Not approved.
    desk->agent().choose_number("01000000000");
    EXPECT_EQ(view().chosen_number, "025550100");
}

TEST_F(AgentDeskTest, ReachableIsHonest) {
    EXPECT_EQ(view().reach, Reach::NotAvailable);
    sign_in();
    EXPECT_EQ(view().reach, Reach::Reachable);
    phone.registration(core::RegistrationState::Unreachable);
    settle();
    EXPECT_EQ(view().reach, Reach::NoPhone);
    centre.link(LinkState::Offline);
    EXPECT_EQ(view().reach, Reach::NoHub);
    EXPECT_TRUE(view().offline_bar);
}

TEST_F(AgentDeskTest, ACallMakesMeBusyAndItsEndDoesNot) {
    sign_in();
    const auto id = ring("01012345678", "r1");
    EXPECT_EQ(view().state, AgentState::Available); // It only rings.
    talk(id);
    EXPECT_EQ(view().state, AgentState::OnCall);
    far_end_hangs_up(id);
    EXPECT_EQ(view().state, AgentState::Available);
}

TEST_F(AgentDeskTest, TheStateChangesWhenTheHubSaysSoAndTheWishIsSeenMeanwhile) {
    sign_in();
    desk->agent().set_state(AgentState::Away, "점심");
    EXPECT_EQ(view().changing_to, AgentState::Away);
    EXPECT_EQ(view().state, AgentState::Available);
    settle();
    EXPECT_EQ(view().state, AgentState::Away);
    EXPECT_EQ(view().me.away_reason, "점심");
    EXPECT_FALSE(view().changing_to);
}

TEST_F(AgentDeskTest, AWishThatIsNotGrantedIsToldAndTheStateStaysWhatItIs) {
    sign_in();
    centre.refuse_next = base::Error{base::Errc::Unavailable, "no link"};
    desk->agent().set_state(AgentState::Away);
    settle();
    EXPECT_TRUE(view().change_failed);
    EXPECT_EQ(view().state, AgentState::Available);
}

TEST_F(AgentDeskTest, OfTwoWishesTheLastOneCounts) {
    sign_in();
    centre.refuse_next = base::Error{base::Errc::TimedOut, "slow"};
    desk->agent().set_state(AgentState::Away);
    desk->agent().set_state(AgentState::Available);
    settle();
    EXPECT_FALSE(view().change_failed);
    EXPECT_EQ(view().state, AgentState::Available);
}

TEST_F(AgentDeskTest, NobodySetsOnCallByHand) {
    sign_in();
    desk->agent().set_state(AgentState::OnCall);
    desk->agent().set_state(AgentState::WrapUp);
    EXPECT_EQ(asked("set_state on_call") + asked("set_state wrap_up"), 0);
}

TEST_F(AgentDeskTest, AStateThatASupervisorSetIsSeenHere) {
    sign_in();
    auto me = centre.session.me;
    me.state = AgentState::Away;
    centre.tell(core::AgentChanged{me});
    EXPECT_EQ(view().state, AgentState::Away);
}

TEST_F(AgentDeskTest, AfterAGapMyOwnStateIsReadAgain) {
    sign_in();
    centre.people[0].state = AgentState::Away;
    centre.tell(core::Reset{});
    settle();
    EXPECT_EQ(view().state, AgentState::Away);
}

TEST_F(AgentDeskTest, SignedInElsewhereThisDeskIsOutAndSaysWhy) {
    sign_in();
    desk->centre().session_ended({base::Errc::Refused, "signed in at another desktop"});
    EXPECT_EQ(view().sign_in, SignIn::Out);
    EXPECT_EQ(view().trouble, SignInTrouble::Replaced);
    EXPECT_EQ(view().state, AgentState::Offline);
}

} // namespace
} // namespace sangdam::desk
