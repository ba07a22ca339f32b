// SPDX-License-Identifier: MIT
//
// A customer's call from the announcement to the wrap-up, as desktops see it and as it is found in
// the database afterwards.

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class WholeCall : public HubRig {};

TEST_F(WholeCall, IsToldInOrderAndKept) {
    const auto token = sign_in("hong");
    const auto stream = listen(token);
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"].size(), 0u);
    send("POST", "/v1/customers", token, {{"name", "김민수"}, {"numbers", {"01000001111"}}});
    next(*stream, "customer.changed");

    arrives("call-1");
    EXPECT_EQ(next(*stream, "call.changed")["call"]["result"], "open");
    switch_->tell(core::SwitchQueued{core::CallRef("call-1"), "고객센터"});
    auto waiting = next(*stream, "queue.changed")["waiting"];
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0]["customer_name"], "김민수");
    EXPECT_EQ(waiting[0]["queue"], "고객센터");
    rings("call-1", "hong");
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"][0]["ringing_at"], "hong-id");
    EXPECT_EQ(json::parse(get("/v1/queue", token).body)["items"][0]["ref"], "call-1");
    talks("call-1", "hong");
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"].size(), 0u);
    EXPECT_EQ(next(*stream, "agent.state")["agent"]["state"], "on_call");
    EXPECT_FALSE(switch_->ask([](auto& s) { return s.available_[core::AgentId("hong-id")]; }));
    ends("call-1");
    EXPECT_EQ(next(*stream, "call.changed")["call"]["result"], "answered");
    EXPECT_EQ(next(*stream, "agent.state")["agent"]["state"], "wrap_up");

    const auto saved = send("PUT", "/v1/calls/call-1/wrap-up", token,
                            {{"call", "call-1"},
                             {"category", "delivery-2"},
                             {"emotion", "부정"},
                             {"status", "완료"},
                             {"note", "사과함"}});
    EXPECT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(next(*stream, "agent.state")["agent"]["state"], "available");
    EXPECT_TRUE(switch_->ask([](auto& s) { return s.available_[core::AgentId("hong-id")]; }));

    const auto calls = json::parse(get("/v1/calls", token).body)["items"];
    ASSERT_EQ(calls.size(), 1u);
    EXPECT_EQ(calls[0]["agent_name"], "홍길동");
    EXPECT_EQ(calls[0]["category_path"], "배송 > 배송지연");
    EXPECT_EQ(calls[0]["wrap_up"]["note"], "사과함");
    const auto card = json::parse(get("/v1/customers/card?number=010-0000-1111", token).body);
    EXPECT_EQ(card["customer"]["name"], "김민수");
    EXPECT_EQ(card["recent"].size(), 1u);
    EXPECT_EQ(card["complaints_recent"], 1);

    close();
    const base::SystemClock clock;
    const auto store = hubd::open_store(settings(), clock);
    ASSERT_TRUE(store) << store.error().what;
    const auto record = (*store)->calls.find(core::CallRef("call-1"));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->result, core::CallResult::Answered);
    EXPECT_EQ(record->agent, core::AgentId("hong-id"));
    EXPECT_TRUE(record->queued_at && record->answered_at && record->ended_at);
    const auto attempts = (*store)->calls.attempts(core::CallRef("call-1"));
    ASSERT_TRUE(attempts && attempts->size() == 1u);
    EXPECT_EQ(attempts->front().outcome, "answered");
    const auto seen = (*store)->access_log.of_customer(record->customer, 10);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->front().action, "view"); // The card was looked at, and that is on record.
    EXPECT_EQ((*store)->access_log.verify().value(), std::nullopt);
}

TEST_F(WholeCall, OneThatNobodyTookShowsOnTheCardAsMissed) {
    const auto token = sign_in("hong");
    waits("call-1");
    rings("call-1", "hong");
    ends("call-1");
    const auto card = json::parse(get("/v1/customers/card?number=01000001111", token).body);
    EXPECT_TRUE(card["customer"].is_null());
    EXPECT_EQ(card["missed_today"], 1);
    EXPECT_EQ(card["recent"][0]["call"]["result"], "missed");
    EXPECT_EQ(json::parse(get("/v1/me", token).body)["state"], "available");
}

TEST_F(WholeCall, ANewCallerRegisteredDuringTheCallOwnsIt) {
    const auto token = sign_in("hong");
    waits("call-1", "01000009999");
    talks("call-1", "hong");
    const auto added =
        send("POST", "/v1/customers", token, {{"name", "한지우"}, {"numbers", {"01000009999"}}});
    ASSERT_EQ(added.status, 201) << added.body;
    const std::string id = json::parse(added.body)["id"];
    ends("call-1");
    const auto history = json::parse(get("/v1/customers/" + id + "/history", token).body)["items"];
    ASSERT_EQ(history.size(), 1u);
    EXPECT_EQ(history[0]["call"]["customer"], id);
}

TEST_F(WholeCall, AnOutgoingCallMakesTheAgentBusyAndNeedsNoWrapUpWhenNobodyAnswered) {
    const auto token = sign_in("hong");
    switch_->tell(core::SwitchOutgoing{core::CallRef("out-1"), core::AgentId("hong-id"),
                                       core::PhoneNumber::parse("01000001111"), "025550100"});
    EXPECT_EQ(json::parse(get("/v1/me", token).body)["state"], "on_call");
    switch_->tell(core::SwitchEnded{core::CallRef("out-1"), core::EndCause::Busy, true});
    EXPECT_EQ(json::parse(get("/v1/me", token).body)["state"], "available");
    EXPECT_EQ(json::parse(get("/v1/calls", token).body)["items"][0]["call"]["result"], "busy");
}

TEST_F(WholeCall, OneThatWasCutByTheEndOfTheHubIsSettledAtItsNextStart) {
    waits("call-1");
    talks("call-1", "hong");
    close();
    open();
    const auto token = sign_in("hong");
    const auto calls = json::parse(get("/v1/calls", token).body)["items"];
    ASSERT_EQ(calls.size(), 1u);
    EXPECT_EQ(calls[0]["call"]["result"], "answered");
    EXPECT_FALSE(calls[0]["call"]["ended_at"].is_null());
    EXPECT_EQ(json::parse(get("/v1/me", token).body)["state"], "available");
}

TEST_F(WholeCall, ADatabaseThatIsLockedLosesNoRecordOfIt) {
    const auto token = sign_in("hong");
    const auto stream = listen(token);
    {
        const auto other = hubd::open_database(settings());
        ASSERT_TRUE(other);
        ASSERT_TRUE((*other)->begin()); // Somebody else's program writes and does not end.
        waits("call-1");
        EXPECT_EQ(json::parse(get("/v1/health", {}).body)["status"], "degraded");
        (*other)->rollback();
    }
    EXPECT_EQ(next(*stream, "reset")["kind"], "reset"); // It is back; reload what was missed.
    EXPECT_EQ(json::parse(get("/v1/queue", token).body)["items"].size(), 1u);
    talks("call-1", "hong");
    ends("call-1");
    EXPECT_EQ(json::parse(get("/v1/calls", token).body)["items"].size(), 1u);
    EXPECT_EQ(json::parse(get("/v1/health", {}).body)["status"], "ok");
}

} // namespace
} // namespace sangdam::hub_contract
