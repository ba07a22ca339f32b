// SPDX-License-Identifier: MIT

#include "contract/hub/hub_rig.h"
#include "wire/rfc3339.h"

namespace sangdam::hub_contract {
namespace {

using namespace std::chrono_literals;

std::string in(std::chrono::milliseconds time) {
    return wire::rfc3339(base::SystemClock().wall() + time);
}

class Callbacks : public HubRig {
protected:
    HttpReply promise(const std::string& token, const std::string& id, const std::string& due,
                      const json& assignee = nullptr, HttpHeaders headers = {}) {
        return send("POST", "/v1/callbacks", token,
                    {{"id", id},
                     {"number", "010-0000-1111"},
                     {"due_at", due},
                     {"note", "송장 확인"},
                     {"assignee", assignee}},
                    std::move(headers));
    }
};

TEST_F(Callbacks, APromiseIsListedToWhoKeepsItAndToldWhenItIsDue) {
    const auto hong = sign_in("hong");
    const auto stream = listen(hong);
    const auto made = promise(hong, "p1", in(1500ms), "hong-id");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.headers.at("etag"), "\"1\"");
    EXPECT_EQ(next(*stream, "callback.changed")["callback"]["note"], "송장 확인");
    const auto due = next(*stream, "callback.due");
    EXPECT_EQ(due["callback"]["id"], "p1");
    EXPECT_EQ(due["alert"], "due");
    EXPECT_EQ(due["late"], false);
    const auto mine = json::parse(get("/v1/callbacks", hong).body)["items"];
    ASSERT_EQ(mine.size(), 1u);
    EXPECT_FALSE(mine[0]["due_told"].is_null());
}

TEST_F(Callbacks, WhatCameDueWhileTheHubWasDownIsToldOnce) {
    {
        const auto token = sign_in("hong");
        ASSERT_EQ(promise(token, "p1", in(2s), "hong-id").status, 201);
    }
    close();
    open();
    const auto hong = sign_in("hong");
    const auto told = [&] {
        return !json::parse(get("/v1/callbacks/p1", hong).body)["due_told"].is_null();
    };
    const auto give_up = std::chrono::steady_clock::now() + 60s;
    while (!told() && std::chrono::steady_clock::now() < give_up) {
    } // The hub's own clock does it.
    ASSERT_TRUE(told());
    const auto revision = json::parse(get("/v1/callbacks/p1", hong).body)["revision"];
    close();
    open();
    EXPECT_EQ(json::parse(get("/v1/callbacks/p1", sign_in("hong")).body)["revision"], revision)
        << "told again by a restart";
}

TEST_F(Callbacks, ItIsMovedSnoozedHandedOnAndDone) {
    const auto hong = sign_in("hong");
    const auto lee = sign_in("lee");
    promise(hong, "p1", in(1h), "hong-id");
    const auto until = in(30min);
    auto reply = send("PUT", "/v1/callbacks/p1/snooze", hong, {{"until", until}});
    EXPECT_EQ(json::parse(reply.body)["snoozed_until"], until) << reply.body;
    reply = send("PUT", "/v1/callbacks/p1/assignee", hong, {{"assignee", "lee-id"}});
    EXPECT_EQ(json::parse(reply.body)["assignee"], "lee-id") << reply.body;
    reply = send("PUT", "/v1/callbacks/p1/status", lee, {{"status", "done"}, {"note", "통화함"}});
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(json::parse(get("/v1/callbacks", lee).body)["items"].size(), 0u);
    const auto all = json::parse(get("/v1/callbacks?status=any", lee).body)["items"];
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0]["note"], "통화함");
    EXPECT_EQ(all[0]["due_told"], nullptr);
}

TEST_F(Callbacks, TwoWhoEditGetAConflictWithTheNewerOne) {
    const auto hong = sign_in("hong");
    const auto choi = sign_in("choi");
    auto callback = json::parse(promise(hong, "p1", in(1h), "hong-id").body);
    callback["note"] = "first";
    EXPECT_EQ(send("PUT", "/v1/callbacks/p1", choi, callback, {{"If-Match", "\"1\""}}).status, 200);
    callback["note"] = "second";
    const auto late = send("PUT", "/v1/callbacks/p1", hong, callback, {{"If-Match", "\"1\""}});
    EXPECT_EQ(code(late), "revision_conflict");
    EXPECT_EQ(json::parse(late.body)["current"]["note"], "first");
}

TEST_F(Callbacks, TheSamePromiseSentTwiceIsOne) {
    const auto hong = sign_in("hong");
    const auto due = in(1h);
    const HttpHeaders key{{"Idempotency-Key", "k"}};
    const auto first = promise(hong, "p1", due, "hong-id", key);
    EXPECT_EQ(promise(hong, "p1", due, "hong-id", key).body, first.body);
    EXPECT_EQ(json::parse(get("/v1/callbacks", hong).body)["items"].size(), 1u);
}

TEST_F(Callbacks, AColleaguesPromiseIsNotThere) {
    promise(sign_in("hong"), "p1", in(1h), "hong-id");
    const auto lee = sign_in("lee");
    EXPECT_EQ(code(get("/v1/callbacks/p1", lee)), "not_found");
    EXPECT_EQ(code(send("PUT", "/v1/callbacks/p1/status", lee, {{"status", "done"}})), "not_found");
    EXPECT_EQ(json::parse(get("/v1/callbacks", lee).body)["items"].size(), 0u);
    EXPECT_EQ(json::parse(get("/v1/callbacks?scope=visible", sign_in("choi")).body)["items"].size(),
              1u);
}

TEST_F(Callbacks, WhatCannotBeKeptIsRefusedByName) {
    const auto hong = sign_in("hong");
    EXPECT_NE(promise(hong, "p1", in(-1h)).body.find("due_at"), std::string::npos);
    EXPECT_NE(promise(hong, "p1", in(1h), "nobody").body.find("assignee"), std::string::npos);
    EXPECT_EQ(code(send("POST", "/v1/callbacks", hong, {{"due_at", in(1h)}})), "bad_request");
    EXPECT_EQ(code(get("/v1/callbacks?status=maybe", hong)), "bad_request");
}

TEST_F(Callbacks, ACallToTheCustomerIsNotedAsATry) {
    const auto hong = sign_in("hong");
    promise(hong, "p1", in(1h), "hong-id");
    switch_->tell(core::SwitchOutgoing{core::CallRef("out-1"), core::AgentId("hong-id"),
                                       core::PhoneNumber::parse("010-0000-1111"), "025550100"});
    switch_->tell(core::SwitchEnded{core::CallRef("out-1"), core::EndCause::NoAnswer, false});
    const auto tries = json::parse(get("/v1/callbacks/p1", hong).body)["tries"];
    ASSERT_EQ(tries.size(), 1u);
    EXPECT_EQ(tries[0]["result"], "no_answer");
}

} // namespace
} // namespace sangdam::hub_contract
