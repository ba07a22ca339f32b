// SPDX-License-Identifier: MIT
//
// A whole centre on a loopback port, with real HTTP and a real database in a folder of its own, and
// a switch that does what the test says.
#pragma once

#include "fakes/fake_switch.h"
#include "fakes/http_client.h"
#include "hubd/centre.h"
#include "hubd/records.h"
#include "rig/postgres/private_postgres.h"
#include "store/centre_store.h"
#include "store/password.h"
#include "wire/json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace sangdam::hub_contract {

using fakes::HttpClient;
using fakes::HttpHeaders;
using fakes::HttpReply;
using nlohmann::json;

inline constexpr const char* kPassword = "correct horse";

class HubRig : public ::testing::Test {
protected:
    enum class Begin { Now, Later };
    explicit HubRig(Begin begin = Begin::Now) {
        std::string name = (std::filesystem::temp_directory_path() / "hub-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        if (on_postgres()) {
            const auto made = rig::the_postgres()->make_schema(schema());
            EXPECT_TRUE(made);
        }
        if (begin == Begin::Now) open();
    }
    // The same contract holds on PostgreSQL: then all tests run in one process (CMakeLists.txt).
    static bool on_postgres() { return std::getenv("SANGDAM_ON_POSTGRES") != nullptr; }
    std::string schema() const { // Schemas know no upper case.
        std::string name = "hub";
        for (const char c : folder_.filename().string()) name += std::to_string(int{c});
        return name;
    }
    ~HubRig() override {
        centre_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    config::HubSettings sqlite_settings() const {
        config::HubSettings settings;
        settings.listen_port = 0;
        settings.database = (folder_ / "hub.db").string();
        settings.key_file = (folder_ / "hub.key").string();
        return settings;
    }
    config::HubSettings settings() const {
        auto settings = sqlite_settings();
        if (on_postgres()) {
            settings.engine = config::StoreEngine::Postgresql;
            settings.database_url = rig::the_postgres()->url(schema()).reveal();
        }
        return settings;
    }

    // Again after close(): a hub that restarts.
    void open() {
        hubd::CentreParts parts;
        parts.settings = settings();
        parts.seed = [](store::CentreStore& store) { return people(store); };
        parts.make_engine = [this](base::Executor& on, const base::Clock& clock,
                                   base::Random&) -> base::Result<hubd::Engine> {
            auto made = std::make_unique<fakes::FakeSwitch>(on, clock);
            switch_ = made.get();
            return hubd::Engine{std::move(made), [] { return "sip:127.0.0.1:5060"; }, {}, {}};
        };
        auto centre = hubd::Centre::open(std::move(parts));
        ASSERT_TRUE(centre) << centre.error().what;
        centre_ = std::move(centre).value();
        const auto url = centre_->url();
        port_ = static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1));
    }
    void close() { centre_.reset(); }

    static base::Status people(store::CentreStore& store) {
        SDC_TRY(const auto there, store.agents.all());
        if (!there.empty()) return base::Done{};
        const base::SystemClock clock;
        SDC_CHECK(store.settings.put_number({"025550100", "대표", true, ""}));
        SDC_TRY(const auto hash, store::hash_password(base::Secret(kPassword)));
        int extension = 201;
        for (const auto& [login, name, role] :
             {std::tuple{"hong", "홍길동", core::Role::Agent},
              std::tuple{"lee", "이수진", core::Role::Agent},
              std::tuple{"choi", "최은영", core::Role::Supervisor}}) {
            core::Agent agent;
            agent.id = core::AgentId(std::string(login) + "-id");
            agent.login = login;
            agent.name = name;
            agent.role = role;
            agent.extension = std::to_string(extension++);
            agent.numbers = {"025550100"};
            SDC_CHECK(store.agents.add(agent, hash, base::Secret("sip"), clock.wall()));
        }
        return base::Done{};
    }

    HttpReply send(std::string_view method, std::string_view target, const std::string& token = {},
                   const json& body = nullptr, HttpHeaders headers = {}) const {
        if (!token.empty()) headers.emplace_back("Authorization", "Bearer " + token);
        if (!body.is_null()) headers.emplace_back("Content-Type", "application/json");
        return HttpClient(port_).send(method, target, headers, body.is_null() ? "" : body.dump());
    }
    HttpReply get(std::string_view target, const std::string& token) const {
        return send("GET", target, token);
    }
    HttpReply try_sign_in(const std::string& login, const std::string& password) const {
        return send("POST", "/v1/session", {}, {{"login", login}, {"password", password}});
    }
    std::string sign_in(const std::string& login) const {
        const auto reply = try_sign_in(login, kPassword);
        EXPECT_EQ(reply.status, 201) << reply.body;
        return json::parse(reply.body).value("token", "");
    }
    std::unique_ptr<HttpClient> listen(const std::string& token, HttpHeaders headers = {}) const {
        auto client = std::make_unique<HttpClient>(port_);
        headers.emplace_back("Authorization", "Bearer " + token);
        EXPECT_EQ(client->send("GET", "/v1/events", headers).status, 200);
        return client;
    }
    // Reads on to the next event of this kind; an empty object when none comes.
    static json next(HttpClient& stream, std::string_view kind) {
        while (const auto event = stream.next_event())
            if (event->event == kind) return json::parse(event->data);
        return json::object();
    }
    static std::string code(const HttpReply& reply) {
        const auto problem = json::parse(reply.body, nullptr, false);
        return problem.is_object() ? problem.value("code", "") : "";
    }

    // A customer's call, step by step.
    void arrives(const std::string& ref, const std::string& number = "01000001111") {
        switch_->tell(core::SwitchCallArrived{core::CallRef(ref), core::PhoneNumber::parse(number),
                                              "025550100"});
    }
    void waits(const std::string& ref, const std::string& number = "01000001111") {
        arrives(ref, number);
        switch_->tell(core::SwitchQueued{core::CallRef(ref), "고객센터"});
    }
    void rings(const std::string& ref, const std::string& login) {
        switch_->tell(core::SwitchSeatRinging{core::CallRef(ref), core::AgentId(login + "-id")});
    }
    void talks(const std::string& ref, const std::string& login) {
        switch_->tell(core::SwitchConnected{core::CallRef(ref), core::AgentId(login + "-id")});
    }
    void ends(const std::string& ref) {
        switch_->tell(core::SwitchEnded{core::CallRef(ref), core::EndCause::RemoteHangup, true});
    }
    void talked(const std::string& ref, const std::string& login) {
        waits(ref);
        talks(ref, login);
        ends(ref);
    }

    std::filesystem::path folder_;
    fakes::FakeSwitch* switch_ = nullptr; // Owned by the centre.
    std::unique_ptr<hubd::Centre> centre_;
    std::uint16_t port_ = 0;
};

} // namespace sangdam::hub_contract
