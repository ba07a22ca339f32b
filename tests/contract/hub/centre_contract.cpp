// SPDX-License-Identifier: MIT
//
// Outgoing calls, call lists, the board, what administrators set, and customers found twice.

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class CentreRoutes : public HubRig {
protected:
    HttpReply call_out(const std::string& token, const std::string& ref,
                       json more = json::object()) {
        more["ref"] = ref;
        more["callee"] = "010-0000-2222";
        return send("POST", "/v1/outcalls", token, more);
    }
    void stage(const std::string& ref, core::OutcallStage stage,
               core::OutcallFailure failure = core::OutcallFailure::None) {
        switch_->tell(
            core::SwitchOutcallStage{core::CallRef(ref), core::AgentId("hong-id"), stage, failure});
    }
    std::string admin() { // The rig's people have none; one is made as `sangdam-hub admin` does it.
        close();
        store_agent();
        open();
        return sign_in("boss");
    }
    void store_agent() {
        auto store = hubd::open_store(settings(), base::SystemClock());
        ASSERT_TRUE(store) << store.error().what;
        core::Agent boss;
        boss.id = core::AgentId("boss-id");
        boss.login = "boss";
        boss.name = "관리자";
        boss.role = core::Role::Admin;
        const auto hash = store::hash_password(base::Secret(kPassword));
        ASSERT_TRUE(
            (*store)->agents.add(boss, *hash, base::Secret("sip"), base::SystemClock().wall()));
    }
};

TEST_F(CentreRoutes, AnOutgoingCallGoesThroughItsStages) {
    const auto hong = sign_in("hong");
    const auto stream = listen(hong);
    const auto made = call_out(hong, "out-1");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(json::parse(made.body)["shown"], "025550100") << "the first approved number";
    stage("out-1", core::OutcallStage::SeatRinging);
    stage("out-1", core::OutcallStage::CustomerRinging);
    EXPECT_EQ(next(*stream, "outcall.stage")["outcall"]["stage"], "seat_ringing");
    EXPECT_EQ(next(*stream, "outcall.stage")["outcall"]["stage"], "customer_ringing");
    EXPECT_EQ(code(call_out(hong, "out-2")), "outcall_going_on");
    EXPECT_EQ(send("DELETE", "/v1/outcalls/out-1", hong).status, 204);
    EXPECT_EQ(switch_->ask([](auto& s) { return s.hung_up_.size(); }), 1u);
    stage("out-1", core::OutcallStage::Ended, core::OutcallFailure::Cancelled);
    EXPECT_EQ(next(*stream, "outcall.stage")["outcall"]["failure"], "cancelled");
    EXPECT_EQ(code(get("/v1/outcalls/out-1", hong)), "not_found");
}

TEST_F(CentreRoutes, ANumberThatIsNotApprovedIsNeverShown) {
    const auto hong = sign_in("hong");
    EXPECT_EQ(code(call_out(hong, "out-1", {{"shown", "0311112222"}})), "number_not_approved");
    EXPECT_EQ(code(send("PUT", "/v1/me/number", hong, {{"number", "0311112222"}})),
              "number_not_approved");
    const auto mine = send("PUT", "/v1/me/number", hong, {{"number", "025550100"}});
    EXPECT_EQ(json::parse(mine.body)["shown"], "025550100") << mine.body;
    EXPECT_EQ(switch_->ask([](auto& s) { return s.outcalls_.size(); }), 0u);
}

TEST_F(CentreRoutes, WhoWantsNoCallsIsCalledOnlyForAReason) {
    const auto hong = sign_in("hong");
    send("POST", "/v1/customers", hong,
         {{"name", "김민수"}, {"numbers", {"01000002222"}}, {"do_not_call", true}});
    EXPECT_EQ(code(call_out(hong, "out-1")), "do_not_call");
    EXPECT_EQ(call_out(hong, "out-1", {{"despite_do_not_call", "고객이 요청"}}).status, 201);
    EXPECT_EQ(code(get("/v1/access-log?action=call", hong)), "forbidden");
    const auto log = json::parse(get("/v1/access-log?action=call", sign_in("choi")).body)["items"];
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0]["agent_name"], "홍길동");
}

TEST_F(CentreRoutes, WrapUpTimeIsMadeLongerUntilItIsEnough) {
    const auto hong = sign_in("hong");
    EXPECT_EQ(code(send("POST", "/v1/me/wrap-up-extension", hong)), "no_extension");
    const auto stream = listen(hong);
    talked("call-1", "hong");
    const auto before = json::parse(get("/v1/me", hong).body);
    EXPECT_EQ(before["state"], "wrap_up");
    for (int i = 0; i < 3; ++i) {
        const auto longer = json::parse(send("POST", "/v1/me/wrap-up-extension", hong).body);
        EXPECT_GT(longer["wrap_up_until"], before["wrap_up_until"]);
        EXPECT_EQ(longer["extensions_left"], 2 - i);
    }
    EXPECT_EQ(code(send("POST", "/v1/me/wrap-up-extension", hong)), "no_extension");
}

TEST_F(CentreRoutes, TheCallListIsNarrowed) {
    const auto hong = sign_in("hong");
    talked("call-1", "hong");
    waits("call-2", "01000003333"); // Gives up in the queue.
    ends("call-2");
    waits("call-3", "01000004444"); // Rings at hong, a colleague takes it: not missed.
    rings("call-3", "hong");
    talks("call-3", "lee");
    ends("call-3");
    const auto refs = [&](const std::string& query) {
        std::vector<std::string> out;
        const auto body = json::parse(get("/v1/calls?" + query, hong).body);
        for (const auto& each : body["items"]) out.push_back(each["call"]["ref"]);
        return out;
    };
    using Refs = std::vector<std::string>;
    EXPECT_EQ(refs("scope=mine"), Refs{"call-1"});
    EXPECT_EQ(refs("scope=visible&show=missed"), Refs{"call-2"});
    EXPECT_EQ(refs("scope=mine&show=missed"), Refs{}) << "answered elsewhere is not missed";
    EXPECT_EQ(refs("scope=mine&show=unfinished"), Refs{"call-1"});
    EXPECT_EQ(refs("scope=visible&q=010-0000-3333"), Refs{"call-2"});
    EXPECT_EQ(refs("scope=visible&from=2999-01-01T00:00:00Z"), Refs{});
    const auto rung = json::parse(get("/v1/calls/call-1/attempts", hong).body);
    EXPECT_TRUE(rung["items"].is_array());
    const auto board = json::parse(get("/v1/board", hong).body);
    EXPECT_EQ(board["requested"], 3);
    EXPECT_EQ(board["answered"], 2);
    EXPECT_EQ(board["abandoned"], 1);
    const auto metrics = send("GET", "/v1/metrics", "");
    EXPECT_NE(metrics.body.find("sangdam_calls_today{kind=\"answered\"} 2"), std::string::npos);
}

TEST_F(CentreRoutes, OnlyAdministratorsSetAnythingAndSeeWhoWasFaster) {
    const auto boss = admin();
    const auto choi = sign_in("choi");
    auto settings = json::parse(get("/v1/settings", choi).body);
    EXPECT_EQ(code(send("PUT", "/v1/settings", choi, settings)), "forbidden");
    settings["telephone"]["welcome"] = "안녕하세요, 상담콜입니다.";
    settings["wrap_up_s"] = 45;
    const auto saved = send("PUT", "/v1/settings", boss, settings);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(switch_->ask([](auto& s) { return s.settings_.welcome; }),
              "안녕하세요, 상담콜입니다.");
    EXPECT_EQ(code(send("PUT", "/v1/settings", boss, settings)), "revision_conflict");
    settings["retention"]["access_log_days"] = 7;
    settings["revision"] = 1;
    EXPECT_EQ(code(send("PUT", "/v1/settings", boss, settings)), "bad_request");

    EXPECT_EQ(code(send("PUT", "/v1/numbers/0311112222", boss, {{"key", "x"}, {"approved", true}})),
              "bad_request")
        << "approved without proof";
    EXPECT_EQ(send("PUT", "/v1/numbers/0311112222", boss,
                   {{"key", "0311112222"}, {"approved", true}, {"proof", "이용증명원"}})
                  .status,
              200);
    const auto agent = send("POST", "/v1/agents", boss,
                            {{"login", "new"},
                             {"name", "신입"},
                             {"role", "agent"},
                             {"extension", "299"},
                             {"password", kPassword},
                             {"numbers", {"0311112222"}}});
    ASSERT_EQ(agent.status, 201) << agent.body;
    const auto fresh = sign_in("new");
    auto account = json::parse(agent.body);
    account["enabled"] = false;
    EXPECT_EQ(send("PUT", "/v1/agents/" + account.value("id", ""), boss, account).status, 200);
    EXPECT_EQ(get("/v1/me", fresh).status, 401) << "a closed account is closed at once";
}

TEST_F(CentreRoutes, TheTermsOfRetentionThatHoldAreShownAndThoseThatAreSetHold) {
    const auto boss = admin();
    const auto terms = [this] {
        auto store = hubd::open_store(settings(), base::SystemClock());
        EXPECT_TRUE(store);
        return (*store)->retention.rules();
    };
    auto shown = json::parse(get("/v1/settings", boss).body);
    EXPECT_EQ(shown["retention"]["calls_days"], terms()->calls.count());
    EXPECT_EQ(shown["retention"]["customers_days"], terms()->customers.count());
    shown["retention"]["calls_days"] = 2000;
    shown["retention"]["customers_days"] = 0;
    ASSERT_EQ(send("PUT", "/v1/settings", boss, shown).status, 200);
    EXPECT_EQ(terms()->calls.count(), 2000);
    EXPECT_EQ(terms()->customers.count(), 0);
    EXPECT_EQ(json::parse(get("/v1/settings", boss).body)["retention"]["calls_days"], 2000);
}

TEST_F(CentreRoutes, TwoRecordsOfOneCustomerBecomeOneAndTwoAgain) {
    const auto choi = sign_in("choi");
    const auto made = [&](const char* name, const char* more) {
        return json::parse(send("POST", "/v1/customers", choi,
                                {{"name", name}, {"numbers", {"01000005555", more}}})
                               .body)
            .value("id", "");
    };
    const auto kept = made("김민수", "0212345678");
    const auto gone = made("", "0311112222");
    EXPECT_EQ(json::parse(get("/v1/duplicates", choi).body)["items"].size(), 1u);
    const auto merged = send("POST", "/v1/customers/" + kept + "/merge", choi, {{"gone", gone}});
    ASSERT_EQ(merged.status, 201) << merged.body;
    EXPECT_EQ(json::parse(merged.body)["kept"]["numbers"].size(), 3u);
    EXPECT_EQ(json::parse(get("/v1/customers?number=0311112222", choi).body)["items"][0]["id"],
              kept);
    EXPECT_EQ(json::parse(get("/v1/duplicates", choi).body)["items"].size(), 0u);
    const auto id = json::parse(merged.body).value("id", "");
    EXPECT_EQ(send("DELETE", "/v1/merges/" + id, choi).status, 204);
    EXPECT_EQ(json::parse(get("/v1/customers/" + kept, choi).body)["numbers"].size(), 2u);
    EXPECT_EQ(json::parse(get("/v1/customers?number=0311112222", choi).body)["items"][0]["id"],
              gone);
    EXPECT_EQ(send("POST", "/v1/customers/" + kept + "/unmask", choi, {{"field", "number"}}).status,
              204);
    EXPECT_EQ(json::parse(get("/v1/access-log?action=unmask", choi).body)["items"].size(), 1u);
}

} // namespace
} // namespace sangdam::hub_contract
