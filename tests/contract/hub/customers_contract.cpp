// SPDX-License-Identifier: MIT

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class Customers : public HubRig {
protected:
    json add(const std::string& token, const json& customer) {
        const auto reply = send("POST", "/v1/customers", token, customer);
        EXPECT_EQ(reply.status, 201) << reply.body;
        return json::parse(reply.body);
    }
    std::vector<std::string> names(const std::string& target, const std::string& token) {
        const auto reply = get(target, token);
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::vector<std::string> out;
        const auto page = json::parse(reply.body);
        for (const auto& each : page["items"]) out.push_back(each["name"]);
        return out;
    }
};

using Names = std::vector<std::string>;

TEST_F(Customers, AreFoundByNumberByLastFourDigitsAndByName) {
    const auto token = sign_in("hong");
    add(token, {{"name", "김민수"}, {"numbers", {"010-0000-1111", "02-555-0199"}}});
    add(token, {{"name", "박서연"}, {"numbers", {"010-0000-2222"}}});
    EXPECT_EQ(names("/v1/customers?number=%2B82+10-0000-1111", token), Names{"김민수"});
    EXPECT_EQ(names("/v1/customers?number=025550199", token), Names{"김민수"});
    EXPECT_EQ(names("/v1/customers?last4=2222", token), Names{"박서연"});
    EXPECT_EQ(names("/v1/customers?name=%EB%AF%BC%EC%88%98", token), Names{"김민수"}); // 민수
    EXPECT_EQ(names("/v1/customers?last4=9999", token), Names{});
}

TEST_F(Customers, ARegistrationSentTwiceIsOneCustomer) {
    const auto token = sign_in("hong");
    const json customer{{"id", "cust-1"}, {"name", "김민수"}, {"numbers", {"01000001111"}}};
    const auto first = add(token, customer);
    EXPECT_EQ(first["revision"], 1);
    EXPECT_EQ(add(token, customer), first);
    EXPECT_EQ(names("/v1/customers?number=01000001111", token).size(), 1u);
}

TEST_F(Customers, WhoEditsAnOldCopyIsShownTheNewOne) {
    const auto token = sign_in("hong");
    const std::string id = add(token, {{"name", "김민수"}})["id"];
    const auto path = "/v1/customers/" + id;
    const auto one =
        send("PUT", path, token, {{"name", "김민수"}, {"grade", "VIP"}}, {{"If-Match", "\"1\""}});
    EXPECT_EQ(one.status, 200) << one.body;
    EXPECT_EQ(one.headers.at("etag"), "\"2\"");
    const auto late = send("PUT", path, token, {{"name", "김민호"}}, {{"If-Match", "\"1\""}});
    EXPECT_EQ(code(late), "revision_conflict");
    EXPECT_EQ(json::parse(late.body)["current"]["grade"], "VIP");
    const auto blind = send("PUT", path, token, {{"name", "김민호"}});
    EXPECT_EQ(code(blind), "revision_conflict"); // Without a revision nothing is overwritten.
    EXPECT_EQ(json::parse(get(path, token).body)["name"], "김민수");
}

TEST_F(Customers, OneWithoutNameAndNumberIsNobody) {
    EXPECT_EQ(send("POST", "/v1/customers", sign_in("hong"), {{"memo", "?"}}).status, 400);
}

TEST_F(Customers, AChangedNameReachesTheWaitingListAndTheOthersDesks) {
    const auto hong = sign_in("hong");
    const auto stream = listen(sign_in("lee"));
    waits("call-1", "01000007777");
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"].size(), 0u); // As it was at first.
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"][0]["customer_name"], "");
    const auto customer = add(hong, {{"name", "한지우"}, {"numbers", {"01000007777"}}});
    EXPECT_EQ(next(*stream, "customer.changed")["customer"], customer["id"]);
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"][0]["customer_name"], "한지우");
}

TEST_F(Customers, AHistoryIsReadInPages) {
    const auto token = sign_in("hong");
    const std::string id = add(token, {{"name", "김민수"}, {"numbers", {"01000001111"}}})["id"];
    for (int i = 0; i < 5; ++i) talked("call-" + std::to_string(i), "hong");
    std::vector<std::string> refs;
    std::string after;
    do {
        const auto page =
            json::parse(get("/v1/customers/" + id + "/history?limit=2&after=" + after, token).body);
        for (const auto& each : page["items"]) refs.push_back(each["call"]["ref"]);
        after = page.value("next", "");
    } while (!after.empty() && refs.size() < 100);
    EXPECT_EQ(refs, (std::vector<std::string>{"call-4", "call-3", "call-2", "call-1", "call-0"}));
}

TEST_F(Customers, OnlyALeaderSeesTheCallsOfAll) {
    talked("call-1", "hong");
    const auto lee = sign_in("lee");
    EXPECT_EQ(json::parse(get("/v1/calls", lee).body)["items"].size(), 0u);
    EXPECT_EQ(json::parse(get("/v1/calls?scope=visible", lee).body)["items"].size(), 0u);
    EXPECT_EQ(json::parse(get("/v1/calls?scope=visible", sign_in("choi")).body)["items"].size(),
              1u);
}

} // namespace
} // namespace sangdam::hub_contract
