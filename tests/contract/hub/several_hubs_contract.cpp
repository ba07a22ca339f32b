// SPDX-License-Identifier: MIT
//
// Two whole hubs on one PostgreSQL database: desktops hang at either, one of the hubs has the
// switch, and it does not matter which.

#include "contract/hub/hub_rig.h"
#include "fakes/eventually.h"
#include "store/postgres/postgres_database.h"
#include "wire/rfc3339.h"

#include <array>
#include <chrono>

namespace sangdam::hub_contract {
namespace {

class SeveralHubs : public HubRig {
protected:
    SeveralHubs() : HubRig(Begin::Later) {}
    void SetUp() override {
        if (!rig::the_postgres()) GTEST_SKIP() << "PostgreSQL is not installed here";
        ASSERT_TRUE(rig::the_postgres()->make_schema(schema()));
        start(0);
        start(1);
    }
    void TearDown() override { hubs_ = {}; }

    void start(std::size_t which) {
        config::HubSettings settings = sqlite_settings();
        settings.engine = config::StoreEngine::Postgresql;
        settings.database_url = rig::the_postgres()->url(schema()).reveal();
        auto& hub = hubs_[which];
        hubd::CentreParts parts;
        parts.settings = settings;
        parts.seed = [](store::CentreStore& store) -> base::Status {
            SDC_CHECK(people(store));
            SDC_TRY(auto boss, store.agents.find(core::AgentId("choi-id")));
            boss.role = core::Role::Admin;
            return store.agents.change(boss);
        };
        parts.make_engine = [this, which](base::Executor& on, const base::Clock& clock,
                                          base::Random&) -> base::Result<hubd::Engine> {
            auto made = std::make_unique<fakes::FakeSwitch>(on, clock);
            led_.push(which);
            hubs_[which].the_switch = made.get();
            return hubd::Engine{std::move(made), [] { return "sip:127.0.0.1:5060"; }, {}, {}};
        };
        auto centre = hubd::Centre::open(std::move(parts));
        ASSERT_TRUE(centre) << centre.error().what;
        hub.centre = std::move(centre).value();
        const auto url = hub.centre->url();
        hub.port = static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1));
    }
    bool comes_to_lead(std::size_t which) {
        return led_.take([&](std::size_t each) { return each == which; }).has_value();
    }
    void at(std::size_t which) { // Where the next requests go.
        port_ = hubs_[which].port;
        switch_ = hubs_[which].the_switch;
    }
    // The agent as this hub tells it.
    std::string state_of(const std::string& login, std::size_t which, const std::string& token) {
        at(which);
        const auto all = json::parse(get("/v1/agents", token).body);
        for (const auto& agent : all["items"])
            if (agent["login"] == login) return agent["state"];
        return "nobody";
    }
    static std::string told_state(HttpClient& stream, const std::string& login,
                                  const std::string& state) {
        for (;;) {
            const auto event = next(stream, "agent.state");
            if (event.empty()) return "no event";
            if (event["agent"]["login"] == login && event["agent"]["state"] == state) return state;
        }
    }

    struct OneHub {
        std::unique_ptr<hubd::Centre> centre;
        std::uint16_t port = 0;
        fakes::FakeSwitch* the_switch = nullptr;
    };
    fakes::Heard<std::size_t> led_; // Before the hubs, which tell it.
    std::array<OneHub, 2> hubs_;
};

TEST_F(SeveralHubs, OneHasTheSwitchAndTheOtherServesItsDesktops) {
    EXPECT_TRUE(comes_to_lead(0));
    EXPECT_EQ(hubs_[1].the_switch, nullptr);
    at(1);
    const auto token = sign_in("choi");
    EXPECT_EQ(get("/v1/me", token).status, 200);
    at(0);
    EXPECT_EQ(get("/v1/me", token).status, 200) << "a session holds everywhere";
}

TEST_F(SeveralHubs, WhatHappensAtOneIsHeardAtTheOther) {
    at(1);
    const auto choi = sign_in("choi");
    const auto stream = listen(choi);
    at(0);
    const auto hong = sign_in("hong");
    const auto desktop = listen(hong);
    EXPECT_EQ(told_state(*stream, "hong", "available"), "available");
    waits("call-1");
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"].size(), 1u);
    EXPECT_EQ(state_of("hong", 1, choi), "available");
    at(1);
    EXPECT_EQ(json::parse(get("/v1/queue", choi).body)["items"].size(), 1u);
}

TEST_F(SeveralHubs, AnAgentAtTheFollowingHubIsRungAndOnTheCall) {
    at(0);
    const auto choi = sign_in("choi");
    const auto stream = listen(choi);
    at(1);
    const auto hong = sign_in("hong");
    const auto desktop = listen(hong);
    EXPECT_EQ(told_state(*stream, "hong", "available"), "available");
    at(0);
    EXPECT_TRUE(switch_->ask([](auto& s) { return s.available_[core::AgentId("hong-id")]; }));
    waits("call-1");
    talks("call-1", "hong");
    EXPECT_EQ(told_state(*stream, "hong", "on_call"), "on_call");
    ends("call-1");
    EXPECT_EQ(told_state(*stream, "hong", "wrap_up"), "wrap_up");
}

TEST_F(SeveralHubs, WhoSignsInAtTheOtherHubLeavesTheFirst) {
    at(0);
    const auto first = listen(sign_in("hong"));
    ASSERT_TRUE(first->next_event());
    at(1);
    const auto second = listen(sign_in("hong"));
    EXPECT_TRUE(first->ended()) << "the older stream stays open";
}

TEST_F(SeveralHubs, WhoIsAwayAndComesBackAtTheOtherHubIsStillAway) {
    at(0);
    const auto choi = sign_in("choi");
    const auto stream = listen(choi);
    const auto hong = sign_in("hong");
    const auto first = listen(hong);
    send("PUT", "/v1/me/state", hong, {{"state", "away"}, {"away_reason", "식사"}});
    EXPECT_EQ(told_state(*stream, "hong", "away"), "away");
    at(1);
    const auto second = listen(hong);
    EXPECT_TRUE(first->ended());
    EXPECT_EQ(json::parse(get("/v1/me", hong).body)["away_reason"], "식사");
    send("PUT", "/v1/me/state", hong, {{"state", "available"}});
    EXPECT_EQ(told_state(*stream, "hong", "available"), "available");
    EXPECT_EQ(state_of("hong", 0, choi), "available");
}

TEST_F(SeveralHubs, ADesktopResumesAtTheOtherHubAndMissesNothing) {
    at(0);
    const auto choi = sign_in("choi");
    auto stream = listen(choi);
    std::string last = stream->next_event()->id;
    for (int round = 0; round < 6; ++round) {
        stream.reset();
        at(0);
        waits("call-" + std::to_string(round));
        at(static_cast<std::size_t>(round + 1) % 2);
        stream = listen(choi, {{"Last-Event-ID", last}});
        for (bool queue = false; !queue;) {
            const auto event = stream->next_event();
            ASSERT_TRUE(event);
            ASSERT_NE(event->event, "reset");
            EXPECT_EQ(std::stoull(event->id), std::stoull(last) + 1);
            last = event->id;
            queue = event->event == "queue.changed";
        }
    }
}

TEST_F(SeveralHubs, ACustomerSavedAtTheOtherHubHasItsNameInTheQueue) {
    at(0);
    waits("call-1", "01000001111");
    at(1);
    const auto hong = sign_in("hong");
    const auto stream = listen(hong);
    const json customer{{"id", "k1"},  {"name", "김민수"},    {"numbers", {"01000001111"}},
                        {"email", ""}, {"address", ""},       {"grade", ""},
                        {"memo", ""},  {"do_not_call", false}};
    EXPECT_EQ(send("POST", "/v1/customers", hong, customer, {{"Idempotency-Key", "1"}}).status,
              201);
    for (;;) {
        const auto event = next(*stream, "queue.changed");
        ASSERT_FALSE(event.empty());
        if (event["waiting"][0]["customer_name"] == "김민수") break;
    }
}

TEST_F(SeveralHubs, APromiseMadeAtTheFollowingHubIsToldOnceByTheLeadingOne) {
    at(1);
    const auto hong = sign_in("hong");
    const auto stream = listen(hong);
    const auto promise = [&](const char* id, std::chrono::seconds ahead) {
        return send("POST", "/v1/callbacks", hong,
                    {{"id", id},
                     {"number", "010-0000-1111"},
                     {"due_at", wire::rfc3339(base::SystemClock().wall() + ahead)},
                     {"assignee", "hong-id"}})
            .status;
    };
    ASSERT_EQ(promise("p1", std::chrono::seconds(3)), 201);
    EXPECT_EQ(next(*stream, "callback.due")["callback"]["id"], "p1");
    ASSERT_EQ(promise("p2", std::chrono::hours(1)), 201);
    for (;;) {
        const auto event = stream->next_event();
        ASSERT_TRUE(event);
        EXPECT_NE(event->event, "callback.due") << "told twice";
        if (event->event == "callback.changed" &&
            json::parse(event->data)["callback"]["id"] == "p2")
            break;
    }
}

TEST_F(SeveralHubs, WhatIsAdministeredAtOneHoldsAtTheOther) {
    ASSERT_TRUE(comes_to_lead(0));
    at(1);
    const auto boss = sign_in("choi");
    const auto gone = listen(sign_in("hong"));
    ASSERT_TRUE(gone->next_event());
    auto settings = json::parse(get("/v1/settings", boss).body);
    settings["wrap_up_s"] = 45;
    ASSERT_EQ(send("PUT", "/v1/settings", boss, settings).status, 200);
    at(0);
    const auto holds = [&] {
        return json::parse(get("/v1/settings", boss).body)["wrap_up_s"] == 45;
    };
    const auto give_up = std::chrono::steady_clock::now() + fakes::kDeadline;
    while (!holds() && std::chrono::steady_clock::now() < give_up) {
    }
    EXPECT_TRUE(holds());
    const auto all = json::parse(get("/v1/agents", boss).body)["items"];
    for (auto account : all)
        if (account["login"] == "hong") {
            account["enabled"] = false;
            EXPECT_EQ(send("PUT", "/v1/agents/hong-id", boss, account).status, 200);
        }
    EXPECT_TRUE(gone->ended()) << "who was taken off the roster hears no more, at whichever hub";
}

TEST_F(SeveralHubs, WhenTheLeaderEndsTheOtherTakesTheSwitchAndTheDesktopsResume) {
    ASSERT_TRUE(comes_to_lead(0));
    at(0);
    waits("call-1");
    at(1);
    const auto choi = sign_in("choi");
    auto stream = listen(choi);
    const auto last = stream->next_event()->id;
    hubs_[0].centre.reset();
    ASSERT_TRUE(comes_to_lead(1));
    at(1);
    stream = listen(choi, {{"Last-Event-ID", last}});
    const auto event = next(*stream, "call.changed");
    EXPECT_EQ(event["call"]["ref"], "call-1");
    EXPECT_FALSE(event["call"]["ended_at"].is_null()) << "its call ended with the switch";
    switch_ = hubs_[1].the_switch;
    waits("call-2");
    EXPECT_EQ(next(*stream, "queue.changed")["waiting"].size(), 1u);
}

// The connection of the leader breaks: it must not go on switching while another one does.
TEST_F(SeveralHubs, ALeaderThatIsCutOffGivesTheSwitchUp) {
    ASSERT_TRUE(comes_to_lead(0));
    const auto admin = store::open_postgres({rig::the_postgres()->url(schema()), {}});
    ASSERT_TRUE(admin);
    const auto cut =
        (*admin)->query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype "
                        "= 'advisory' AND classid = 1396982863 AND objid::int8 = "
                        "(hashtext(current_schema())::int8 & 4294967295) AND granted");
    ASSERT_TRUE(cut);
    ASSERT_EQ(cut->size(), 1u);
    EXPECT_TRUE(comes_to_lead(0) || comes_to_lead(1)) << "nobody leads any more";
    at(1);
    EXPECT_EQ(get("/v1/me", sign_in("choi")).status, 200);
}

} // namespace
} // namespace sangdam::hub_contract
