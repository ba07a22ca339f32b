// SPDX-License-Identifier: MIT

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class Session : public HubRig {};

TEST_F(Session, WhoSignsInGetsAllThatTheSeatNeeds) {
    const auto reply = try_sign_in("hong", kPassword);
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto answer = json::parse(reply.body);
    EXPECT_EQ(answer["me"]["name"], "홍길동");
    EXPECT_EQ(answer["me"]["state"], "available");
    EXPECT_EQ(answer["seat"]["registrar"], "sip:127.0.0.1:5060");
    EXPECT_EQ(answer["seat"]["user"], "201");
    EXPECT_EQ(answer["seat"]["password"], "sip");
    EXPECT_EQ(answer["numbers"][0]["label"], "대표");
    EXPECT_EQ(get("/v1/me", answer["token"]).status, 200);
    EXPECT_TRUE(switch_->ask([](auto& s) { return s.available_[core::AgentId("hong-id")]; }));
}

TEST_F(Session, AWrongPasswordAndAnUnknownLoginLookTheSame) {
    const auto wrong = try_sign_in("hong", "wrong");
    const auto unknown = try_sign_in("nobody", "wrong");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(code(wrong), "wrong_password");
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.headers.at("content-type"), "application/problem+json");
}

TEST_F(Session, FiveFailuresLockTheLoginEvenForTheRightPassword) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code(try_sign_in("hong", "wrong")), "wrong_password");
    const auto locked = try_sign_in("hong", kPassword);
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(code(locked), "locked_out");
    EXPECT_EQ(try_sign_in("lee", kPassword).status, 201); // Nobody else is locked.
}

TEST_F(Session, ASuccessStartsTheCountAgain) {
    for (int i = 0; i < 4; ++i) (void)try_sign_in("hong", "wrong");
    EXPECT_EQ(try_sign_in("hong", kPassword).status, 201);
    for (int i = 0; i < 4; ++i) (void)try_sign_in("hong", "wrong");
    EXPECT_EQ(try_sign_in("hong", kPassword).status, 201);
}

TEST_F(Session, ATokenOfNobodyOpensNothing) {
    for (const auto* token : {"x", "00000000000000000000000000000000000000000000", "' OR 1=1 --"}) {
        const auto reply = get("/v1/me", token);
        EXPECT_EQ(reply.status, 401);
        EXPECT_EQ(code(reply), "sign_in_required");
        EXPECT_EQ(reply.headers.at("www-authenticate"), "Bearer");
    }
    EXPECT_EQ(get("/v1/me", {}).status, 401);
    EXPECT_EQ(send("GET", "/v1/me", {}, nullptr, {{"Authorization", "Basic aG9uZzp4"}}).status,
              401);
}

TEST_F(Session, SigningOutEndsTokenStreamAndDuty) {
    const auto token = sign_in("hong");
    const auto stream = listen(token);
    EXPECT_EQ(send("DELETE", "/v1/session", token).status, 204);
    EXPECT_TRUE(stream->ended());
    EXPECT_EQ(get("/v1/me", token).status, 401);
    EXPECT_FALSE(switch_->ask([](auto& s) { return s.available_[core::AgentId("hong-id")]; }));
}

TEST_F(Session, ASecondDesktopTakesOverAndTheFirstIsToldWhy) {
    const auto first = sign_in("hong");
    const auto stream = listen(first);
    const auto second = sign_in("hong");
    EXPECT_TRUE(stream->ended());
    EXPECT_EQ(code(get("/v1/me", first)), "session_replaced");
    EXPECT_EQ(get("/v1/me", second).status, 200);
}

TEST_F(Session, ATokenIsGoodAfterTheHubRestarted) {
    const auto token = sign_in("hong");
    close();
    open();
    const auto reply = get("/v1/me", token);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(json::parse(reply.body)["state"], "available");
}

TEST_F(Session, AnAgentSetsItsOwnStateAndALeaderAnybodys) {
    const auto hong = sign_in("hong");
    const auto choi = sign_in("choi");
    const json away{{"state", "away"}, {"away_reason", "식사"}};
    EXPECT_EQ(json::parse(send("PUT", "/v1/me/state", hong, away).body)["away_reason"], "식사");
    EXPECT_EQ(send("PUT", "/v1/agents/hong-id/state", hong, {{"state", "available"}}).status, 200);
    EXPECT_EQ(code(send("PUT", "/v1/agents/choi-id/state", hong, away)), "forbidden");
    EXPECT_EQ(json::parse(send("PUT", "/v1/agents/hong-id/state", choi, away).body)["state"],
              "away");
    EXPECT_EQ(send("PUT", "/v1/agents/nobody/state", choi, away).status, 404);
    const auto all = json::parse(get("/v1/agents", hong).body)["items"];
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[1]["login"], "hong");
    EXPECT_EQ(all[1]["state"], "away");
}

} // namespace
} // namespace sangdam::hub_contract
