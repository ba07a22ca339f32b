// SPDX-License-Identifier: MIT
//
// Whatever is sent, the answer is a 4xx problem with a code: never a 5xx, never somebody's data.

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

struct Resource {
    const char* method;
    const char* path;
    bool body = false;
};

constexpr Resource kResources[] = {
    {"DELETE", "/v1/session"},
    {"GET", "/v1/me"},
    {"PUT", "/v1/me/state", true},
    {"GET", "/v1/agents"},
    {"PUT", "/v1/agents/hong-id/state", true},
    {"GET", "/v1/queue"},
    {"POST", "/v1/queue/some-call/pickup"},
    {"GET", "/v1/customers?number=010"},
    {"POST", "/v1/customers", true},
    {"GET", "/v1/customers/card?number=010"},
    {"GET", "/v1/customers/some-customer"},
    {"PUT", "/v1/customers/some-customer", true},
    {"GET", "/v1/customers/some-customer/history"},
    {"GET", "/v1/calls"},
    {"GET", "/v1/calls/some-call/wrap-up"},
    {"PUT", "/v1/calls/some-call/wrap-up", true},
    {"GET", "/v1/settings/wrap-up-choices"},
    {"GET", "/v1/events"},
};

class Input : public HubRig {
protected:
    static void expect_problem(const HttpReply& reply, const std::string& what) {
        EXPECT_GE(reply.status, 400) << what << ": " << reply.body;
        EXPECT_LT(reply.status, 500) << what << ": " << reply.body;
        EXPECT_NE(code(reply), "") << what << ": " << reply.body;
    }
};

TEST_F(Input, NothingIsAnsweredWithoutASession) {
    for (const auto& each : kResources) {
        const auto reply = send(each.method, each.path, {}, each.body ? json::object() : json());
        EXPECT_EQ(reply.status, 401) << each.method << ' ' << each.path;
        EXPECT_EQ(code(reply), "sign_in_required");
    }
}

TEST_F(Input, ABrokenBodyIsABadRequest) {
    const auto token = sign_in("hong");
    const std::string deep(100'000, '[');
    for (const auto& each : kResources) {
        if (!each.body) continue;
        for (const std::string& body :
             {std::string("{"), std::string("[]"), std::string("null"), std::string("\xff\xfe{}"),
              std::string("{\"state\":7,\"numbers\":7,\"note\":7,\"name\":[]}"), deep,
              std::string("{\"state\":\"on_call\",\"id\":\"../x\",\"emotion\":{},\"revision\":-1}"),
              std::string("1e999")}) {
            HttpClient client(port_);
            const auto reply = client.send(
                each.method, each.path,
                {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}}, body);
            expect_problem(reply,
                           std::string(each.method) + ' ' + each.path + ' ' + body.substr(0, 40));
        }
    }
}

TEST_F(Input, AnotherContentTypeIsRefused) {
    const auto token = sign_in("hong");
    for (const auto& each : kResources) {
        if (!each.body) continue;
        const auto reply =
            send(each.method, each.path, token, nullptr, {{"Content-Type", "text/plain"}});
        EXPECT_EQ(code(reply), "unsupported_media_type") << each.path;
    }
}

TEST_F(Input, AHugeBodyIsRefusedBeforeItIsRead) {
    const auto reply = HttpClient(port_).send(
        "POST", "/v1/session", {{"Content-Type", "application/json"}}, std::string(1 << 20, 'x'));
    // The server may close while the client still sends; then there is no answer to read.
    if (reply.status != 0) {
        EXPECT_EQ(code(reply), "too_large");
    }
    EXPECT_EQ(HttpClient(port_).send("GET", "/v1/health").status, 200);
}

TEST_F(Input, AnUnknownPathAndAnotherMethodSaySo) {
    const auto token = sign_in("hong");
    EXPECT_EQ(code(get("/", token)), "not_found");
    EXPECT_EQ(code(get("/v1/nothing", token)), "not_found");
    EXPECT_EQ(code(get("/v2/me", token)), "not_found");
    const auto wrong = send("PATCH", "/v1/customers/x", token);
    EXPECT_EQ(code(wrong), "method_not_allowed");
    EXPECT_EQ(wrong.headers.at("allow"), "GET, PUT");
    EXPECT_EQ(code(get("/v1/customers/%zz", token)), "bad_request");
}

TEST_F(Input, NonsenseInAQueryIsABadRequest) {
    const auto token = sign_in("choi");
    for (const auto* target :
         {"/v1/customers", "/v1/customers?number=1&name=2", "/v1/customers?last4=12a4",
          "/v1/customers?last4=123", "/v1/customers?name=", "/v1/customers?number=",
          "/v1/customers/card", "/v1/customers/card?number=", "/v1/calls?limit=0",
          "/v1/calls?limit=x", "/v1/calls?scope=maybe", "/v1/calls?after=nonsense",
          "/v1/calls?scope=visible&after=%27%20OR"}) {
        const auto reply = get(target, token);
        EXPECT_EQ(reply.status, 400) << target << ": " << reply.body;
    }
}

TEST_F(Input, WhatIsNotThereIsNotFound) {
    const auto token = sign_in("hong");
    EXPECT_EQ(get("/v1/customers/some-customer", token).status, 404);
    EXPECT_EQ(get("/v1/customers/some-customer/history", token).status, 404);
    EXPECT_EQ(get("/v1/calls/some-call/wrap-up", token).status, 404);
    EXPECT_EQ(send("PUT", "/v1/calls/some-call/wrap-up", token, {{"call", "some-call"}}).status,
              404);
    EXPECT_EQ(send("POST", "/v1/queue/some-call/pickup", token).status, 404);
    EXPECT_EQ(send("PUT", "/v1/customers/x", token, {{"name", "김"}, {"revision", 1}}).status, 404);
}

TEST_F(Input, AHeaderThatMakesNoSenseIsABadRequest) {
    const auto token = sign_in("hong");
    talked("call-1", "hong");
    const json body{{"call", "call-1"}};
    for (const HttpHeaders& headers :
         {HttpHeaders{{"If-Match", "three"}}, HttpHeaders{{"If-Match", "W/\"1\""}},
          HttpHeaders{{"Idempotency-Key", std::string(65, 'k')}},
          HttpHeaders{{"Idempotency-Key", ""}}})
        EXPECT_EQ(send("PUT", "/v1/calls/call-1/wrap-up", token, body, headers).status, 400)
            << headers[0].first << ": " << headers[0].second;
    for (const auto* id : {"-1", "x", "99999999999999999999", "1 2", ""})
        EXPECT_EQ(send("GET", "/v1/events", token, nullptr, {{"Last-Event-ID", id}}).status, 400)
            << id;
}

} // namespace
} // namespace sangdam::hub_contract
