// SPDX-License-Identifier: MIT

#include "contract/hub/hub_rig.h"

#include <thread>

namespace sangdam::hub_contract {
namespace {

class PickUp : public HubRig {
protected:
    HttpReply pull(const std::string& ref, const std::string& token) {
        return send("POST", "/v1/queue/" + ref + "/pickup", token);
    }
};

TEST_F(PickUp, OfTwoWhoPullExactlyOneWinsAndTheOtherIsToldWho) {
    const std::string tokens[] = {sign_in("hong"), sign_in("lee")};
    const std::string names[] = {"홍길동", "이수진"};
    for (int round = 0; round < 20; ++round) {
        const auto ref = "call-" + std::to_string(round);
        waits(ref);
        HttpReply replies[2];
        {
            std::thread other([&] { replies[1] = pull(ref, tokens[1]); });
            replies[0] = pull(ref, tokens[0]);
            other.join();
        }
        const int winner = replies[0].status == 202 ? 0 : 1;
        EXPECT_EQ(replies[winner].status, 202) << replies[winner].body;
        const auto& loser = replies[1 - winner];
        EXPECT_EQ(loser.status, 409);
        EXPECT_EQ(code(loser), "already_taken");
        EXPECT_EQ(json::parse(loser.body)["winner"], names[winner]);
        EXPECT_EQ(switch_->ask([](auto& s) { return s.pick_ups_.size(); }),
                  static_cast<std::size_t>(round) + 1);
    }
}

TEST_F(PickUp, TheSameAgentMayPressTwice) {
    const auto token = sign_in("hong");
    waits("call-1");
    EXPECT_EQ(pull("call-1", token).status, 202);
    EXPECT_EQ(pull("call-1", token).status, 202);
}

TEST_F(PickUp, ACallThatIsTalkedInIsTaken) {
    waits("call-1");
    talks("call-1", "lee");
    const auto reply = pull("call-1", sign_in("hong"));
    EXPECT_EQ(code(reply), "already_taken");
    EXPECT_EQ(json::parse(reply.body)["winner"], "이수진");
}

TEST_F(PickUp, ACustomerWhoHasHungUpIsGone) {
    const auto token = sign_in("hong");
    waits("call-1");
    ends("call-1");
    const auto reply = pull("call-1", token);
    EXPECT_EQ(reply.status, 410);
    EXPECT_EQ(code(reply), "call_gone");
}

TEST_F(PickUp, ACustomerWhoHangsUpWhileTheSwitchIsAskedIsGone) {
    const auto token = sign_in("hong");
    waits("call-1");
    switch_->ask([](auto& s) {
        s.on_pick_up_ = [](const std::function<void(base::Status)>& done) {
            done(base::Error{base::Errc::NotFound, "the customer has gone"});
        };
        return 0;
    });
    EXPECT_EQ(code(pull("call-1", token)), "call_gone");
}

TEST_F(PickUp, ASwitchThatKnowsOnlyLaterDoesNotKeepTheAgentWaiting) {
    const auto token = sign_in("hong");
    waits("call-1");
    std::function<void(base::Status)> later;
    switch_->ask([&](auto& s) {
        s.on_pick_up_ = [&](std::function<void(base::Status)> done) { later = std::move(done); };
        return 0;
    });
    EXPECT_EQ(pull("call-1", token).status, 202);
    // It rang in vain: whoever comes next may have it.
    switch_->ask([&](auto& s) {
        later(base::Error{base::Errc::TimedOut, "the seat did not answer"});
        s.on_pick_up_ = [](const std::function<void(base::Status)>& done) { done(base::Done{}); };
        return 0;
    });
    EXPECT_EQ(pull("call-1", sign_in("lee")).status, 202);
}

TEST_F(PickUp, ASeatThatDidNotAnswerGivesItsClaimBack) {
    const auto hong = sign_in("hong");
    const auto lee = sign_in("lee");
    waits("call-1");
    EXPECT_EQ(pull("call-1", hong).status, 202);
    rings("call-1", "hong");
    EXPECT_EQ(code(pull("call-1", lee)), "already_taken");
    switch_->tell(
        core::SwitchSeatStopped{core::CallRef("call-1"), core::AgentId("hong-id"), "no_answer"});
    EXPECT_EQ(pull("call-1", lee).status, 202);
}

TEST_F(PickUp, WhoIsPulledIsPickedUpInTheRecord) {
    const auto token = sign_in("hong");
    waits("call-1");
    EXPECT_EQ(pull("call-1", token).status, 202);
    switch_->tell(core::SwitchConnected{core::CallRef("call-1"), core::AgentId("hong-id"), true});
    ends("call-1");
    EXPECT_EQ(json::parse(get("/v1/calls", token).body)["items"][0]["call"]["result"], "picked_up");
}

} // namespace
} // namespace sangdam::hub_contract
