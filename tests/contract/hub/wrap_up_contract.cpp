// SPDX-License-Identifier: MIT

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class WrapUp : public HubRig {
protected:
    HttpReply put(const std::string& token, const std::string& note, HttpHeaders headers = {}) {
        return send("PUT", "/v1/calls/call-1/wrap-up", token, {{"call", "call-1"}, {"note", note}},
                    std::move(headers));
    }
};

TEST_F(WrapUp, TwoWhoEditGetAConflictWithTheNewerText) {
    talked("call-1", "hong");
    const auto hong = sign_in("hong");
    const auto choi = sign_in("choi");
    const auto first = put(hong, "one", {{"If-Match", "\"0\""}});
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.headers.at("etag"), "\"1\"");
    EXPECT_EQ(json::parse(first.body)["author"], "hong-id");
    EXPECT_EQ(put(choi, "two", {{"If-Match", "\"1\""}}).headers.at("etag"), "\"2\"");
    const auto conflict = put(hong, "three", {{"If-Match", "\"1\""}});
    EXPECT_EQ(conflict.status, 409);
    EXPECT_EQ(code(conflict), "revision_conflict");
    EXPECT_EQ(json::parse(conflict.body)["current"]["note"], "two");
    EXPECT_EQ(json::parse(conflict.body)["current"]["revision"], 2);
    EXPECT_EQ(json::parse(get("/v1/calls/call-1/wrap-up", hong).body)["note"], "two");
}

TEST_F(WrapUp, ARetryWithTheSameKeyIsOneWrite) {
    talked("call-1", "hong");
    const auto token = sign_in("hong");
    const HttpHeaders key{{"Idempotency-Key", "k1"}, {"If-Match", "\"0\""}};
    const auto first = put(token, "one", key);
    const auto again = put(token, "one", key);
    EXPECT_EQ(again.status, first.status);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.headers.at("etag"), "\"1\"");
    EXPECT_EQ(code(put(token, "other", key)), "idempotency_key_reused");
    const auto choi = sign_in("choi"); // Keys are each agent's own.
    EXPECT_EQ(put(choi, "two", {{"Idempotency-Key", "k1"}, {"If-Match", "\"1\""}}).status, 200);
}

TEST_F(WrapUp, AFailedWriteDoesNotUseUpItsKey) {
    talked("call-1", "hong");
    const auto token = sign_in("hong");
    put(token, "one");
    EXPECT_EQ(put(token, "two", {{"Idempotency-Key", "k"}, {"If-Match", "\"7\""}}).status, 409);
    EXPECT_EQ(put(token, "two", {{"Idempotency-Key", "k"}, {"If-Match", "\"1\""}}).status, 200);
}

TEST_F(WrapUp, AnotherAgentsCallIsNotThere) {
    talked("call-1", "hong");
    const auto lee = sign_in("lee");
    EXPECT_EQ(code(put(lee, "mine?")), "not_found");
    EXPECT_EQ(code(get("/v1/calls/call-1/wrap-up", lee)), "not_found");
    EXPECT_EQ(put(sign_in("choi"), "the leader may").status, 200);
}

TEST_F(WrapUp, ACategoryThatWasNeverThereIsRefused) {
    talked("call-1", "hong");
    const auto reply = send("PUT", "/v1/calls/call-1/wrap-up", sign_in("hong"),
                            {{"call", "call-1"}, {"category", "no-such"}});
    EXPECT_EQ(reply.status, 400);
    EXPECT_NE(reply.body.find("category"), std::string::npos);
}

TEST_F(WrapUp, WhatMayBeChosenIsTheCentresOwn) {
    const auto choices = json::parse(get("/v1/settings/wrap-up-choices", sign_in("hong")).body);
    EXPECT_EQ(choices["emotions"], json({"긍정", "중립", "부정"}));
    EXPECT_EQ(choices["categories"][0]["label"], "배송");
}

TEST_F(WrapUp, WrittenDuringTheCallItIsNotAskedForAfterIt) {
    const auto token = sign_in("hong");
    waits("call-1");
    talks("call-1", "hong");
    EXPECT_EQ(put(token, "early").status, 200);
    EXPECT_EQ(json::parse(get("/v1/me", token).body)["state"], "on_call");
    ends("call-1");
    EXPECT_EQ(json::parse(get("/v1/me", token).body)["state"], "available");
}

} // namespace
} // namespace sangdam::hub_contract
