// SPDX-License-Identifier: MIT

#include "hub/duty.h"

#include <gtest/gtest.h>

namespace sangdam::hub {
namespace {

using core::AgentState;
using core::CallRef;

const CallRef kCall("call-1");
const CallRef kOther("call-2");

Duty after(std::initializer_list<DutyEvent> events, Duty duty = {}) {
    for (const auto& event : events) duty = step(std::move(duty), event);
    return duty;
}
Duty working(std::initializer_list<DutyEvent> events) {
    return after(events, after({SignedIn{}, DesktopCame{}}));
}

TEST(Duty, WhoSignedInIsAvailable) {
    EXPECT_EQ(state_of({}), AgentState::Offline);
    EXPECT_EQ(state_of(after({SignedIn{}})), AgentState::Available);
}

TEST(Duty, AwayKeepsItsReasonUntilAvailableAgain) {
    const auto away = working({Asked{AgentState::Away, "식사"}});
    EXPECT_EQ(state_of(away), AgentState::Away);
    EXPECT_EQ(away_reason_of(away), "식사");
    const auto back = after({Asked{AgentState::Available, "식사"}}, away);
    EXPECT_EQ(state_of(back), AgentState::Available);
    EXPECT_EQ(away_reason_of(back), "");
}

TEST(Duty, OnlyAvailableAndAwayCanBeWished) {
    const auto duty = working({});
    for (const auto state : {AgentState::OnCall, AgentState::Offline, AgentState::WrapUp})
        EXPECT_EQ(step(duty, Asked{state, {}}), duty);
}

TEST(Duty, ATalkThatEndsIsWrittenDown) {
    auto duty = working({CallBegan{kCall}, CallTalks{kCall}});
    EXPECT_EQ(state_of(duty), AgentState::OnCall);
    duty = step(duty, CallOver{kCall});
    EXPECT_EQ(state_of(duty), AgentState::WrapUp);
    EXPECT_EQ(state_of(step(duty, WrapUpSaved{kCall})), AgentState::Available);
    EXPECT_EQ(state_of(step(duty, WrapUpTimeOver{kCall})), AgentState::Available);
    EXPECT_EQ(state_of(step(duty, Asked{AgentState::Available, {}})), AgentState::Available);
}

TEST(Duty, ACallThatNobodyAnsweredNeedsNoWrapUp) {
    EXPECT_EQ(state_of(working({CallBegan{kCall}, CallOver{kCall}})), AgentState::Available);
}

TEST(Duty, AWrapUpWrittenDuringTheCallIsNotAskedForAgain) {
    EXPECT_EQ(state_of(working({CallTalks{kCall}, WrapUpSaved{kCall}, CallOver{kCall}})),
              AgentState::Available);
}

TEST(Duty, AnotherCallsTimeOrTextDoesNotEndThisWrapUp) {
    const auto duty = working({CallTalks{kCall}, CallOver{kCall}});
    EXPECT_EQ(step(duty, WrapUpTimeOver{kOther}), duty);
    EXPECT_EQ(step(duty, WrapUpSaved{kOther}), duty);
}

TEST(Duty, AwayWishedDuringACallHoldsAfterIt) {
    auto duty = working({CallTalks{kCall}, Asked{AgentState::Away, "회의"}});
    EXPECT_EQ(state_of(duty), AgentState::OnCall);
    duty = after({CallOver{kCall}, WrapUpSaved{kCall}}, duty);
    EXPECT_EQ(state_of(duty), AgentState::Away);
}

TEST(Duty, ACallGoesOnWhenTheDesktopIsGone) {
    auto duty = working({CallTalks{kCall}, DesktopGone{}});
    EXPECT_EQ(state_of(duty), AgentState::OnCall);
    duty = step(duty, CallOver{kCall});
    EXPECT_EQ(state_of(duty), AgentState::Offline);
    EXPECT_EQ(state_of(step(duty, DesktopCame{})), AgentState::WrapUp); // It is still to be done.
}

TEST(Duty, ADesktopWithoutASessionIsNobodys) {
    EXPECT_EQ(state_of(after({DesktopCame{}})), AgentState::Offline);
    EXPECT_EQ(state_of(working({SignedOut{}, DesktopCame{}})), AgentState::Offline);
}

TEST(Duty, TwoCallsAreOverOnlyWhenBothAre) {
    auto duty = working({CallTalks{kCall}, CallTalks{kOther}, CallOver{kCall}});
    EXPECT_EQ(state_of(duty), AgentState::OnCall);
    duty = step(duty, CallOver{kOther});
    EXPECT_EQ(duty.wrapping, kOther);
}

TEST(Duty, TheEndOfACallNeverHeardOfChangesNothing) {
    const auto duty = working({});
    EXPECT_EQ(step(duty, CallOver{kCall}), duty);
}

} // namespace
} // namespace sangdam::hub
