// SPDX-License-Identifier: MIT
//
// Starting and administering a centre: what goes wrong is one sentence that says what to do.

#include "contract/hub/hub_rig.h"
#include "hubd/admin.h"
#include "hubd/cli.h"
#include "hubd/demo_seed.h"

#include <algorithm>
#include <fstream>

namespace sangdam::hub_contract {
namespace {

class Program : public HubRig {
protected:
    base::Error trouble_of(const config::HubSettings& settings) {
        hubd::CentreParts parts;
        parts.settings = settings;
        auto centre = hubd::Centre::open(std::move(parts));
        EXPECT_FALSE(centre);
        return centre ? base::Error{base::Errc::Internal, "opened"} : centre.error();
    }
    std::unique_ptr<store::CentreStore> store() {
        const base::SystemClock clock;
        return hubd::open_store(settings(), clock).value();
    }
    base::Result<std::string> administer(const hubd::Order& order,
                                         const std::string& password = "long enough") {
        base::SystemRandom random;
        const base::SystemClock clock;
        return hubd::administer(
            *store(), order,
            [&](const std::string&, const std::string&) -> base::Result<base::Secret> {
                return base::Secret(password);
            },
            clock.wall(), random);
    }
};

TEST_F(Program, ABusyPortIsSaid) {
    auto other = settings();
    other.database = (folder_ / "other.db").string();
    other.listen_port = port_;
    const auto error = trouble_of(other);
    EXPECT_EQ(error.code, base::Errc::Unavailable);
    EXPECT_NE(error.what.find("already in use"), std::string::npos) << error.what;
}

TEST_F(Program, NothingIsSentUnencryptedOverANetwork) {
    auto other = settings();
    other.listen_address = "0.0.0.0";
    const auto error = trouble_of(other);
    EXPECT_EQ(error.code, base::Errc::BadInput);
    EXPECT_NE(error.what.find("TLS"), std::string::npos) << error.what;
}

TEST_F(Program, AKeyFileThatOthersMayReadIsRefused) {
    close();
    std::filesystem::permissions(folder_ / "hub.key", std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    const auto error = trouble_of(settings());
    EXPECT_EQ(error.code, base::Errc::Refused);
    EXPECT_NE(error.what.find("chmod 600"), std::string::npos) << error.what;
}

TEST_F(Program, TheKeysOfAnotherCentreAreRefused) {
    close();
    auto other = settings();
    other.key_file = (folder_ / "other.key").string();
    EXPECT_EQ(trouble_of(other).code, base::Errc::Refused);
}

TEST_F(Program, AFileThatIsNoDatabaseIsSaid) {
    auto other = settings();
    other.database = (folder_ / "text.db").string();
    std::ofstream(other.database) << "dear diary, this is not a database at all, not even nearly";
    const auto error = trouble_of(other);
    EXPECT_EQ(error.code, base::Errc::BadInput);
    EXPECT_NE(error.what.find("text.db"), std::string::npos) << error.what;
}

TEST_F(Program, AFolderThatIsNotThereIsSaid) {
    auto other = settings();
    other.database = (folder_ / "no" / "hub.db").string();
    EXPECT_EQ(trouble_of(other).code, base::Errc::Unavailable);
}

TEST_F(Program, AnEngineThatCannotStartEndsTheCentre) {
    hubd::CentreParts parts;
    parts.settings = settings();
    parts.settings.database = (folder_ / "other.db").string();
    parts.make_engine = [](base::Executor&, const base::Clock&,
                           base::Random&) -> base::Result<hubd::Engine> {
        return base::Error{base::Errc::Unavailable, "no line"};
    };
    const auto centre = hubd::Centre::open(std::move(parts));
    ASSERT_FALSE(centre);
    EXPECT_EQ(centre.error().what, "no line");
}

TEST_F(Program, AnAgentMadeWhileTheHubRunsCanSignInAndIsRung) {
    hubd::AddAgent order;
    order.login = "new";
    order.name = "신입";
    order.extension = "209";
    order.numbers = {"02-555-0100"};
    ASSERT_TRUE(administer(order, "brand new password"));
    const auto reply = try_sign_in("new", "brand new password");
    ASSERT_EQ(reply.status, 201) << reply.body;
    EXPECT_EQ(json::parse(reply.body)["numbers"][0]["key"], "025550100");
    EXPECT_TRUE(switch_->ask([](auto& s) {
        return std::ranges::count(s.seats_, std::string("209"), &core::Seat::extension) == 1;
    }));
}

TEST_F(Program, AdministrationSaysWhatIsWrong) {
    hubd::AddAgent order;
    order.login = "hong";
    order.name = "x";
    EXPECT_EQ(administer(order).error().code, base::Errc::Conflict);
    order.login = "fresh";
    EXPECT_EQ(administer(order, "short").error().code, base::Errc::BadInput);
    order.numbers = {"02-555-0999"};
    EXPECT_NE(administer(order).error().what.find("number add"), std::string::npos);
    EXPECT_EQ(administer(hubd::AddNumber{"abc", "", "", true}).error().code, base::Errc::BadInput);
    EXPECT_EQ(administer(hubd::AddCategory{"x", "no-such"}).error().code, base::Errc::NotFound);
    EXPECT_EQ(administer(hubd::SetPassword{"nobody", ""}).error().code, base::Errc::NotFound);
}

TEST_F(Program, ANewPasswordUnlocksAndEndsTheOldSession) {
    const auto token = sign_in("hong");
    for (int i = 0; i < 5; ++i) (void)try_sign_in("hong", "wrong");
    ASSERT_TRUE(administer(hubd::SetPassword{"hong", ""}, "another password"));
    EXPECT_EQ(get("/v1/me", token).status, 401);
    EXPECT_EQ(try_sign_in("hong", "another password").status, 201);
}

TEST_F(Program, ListsShowWhatWasAdded) {
    ASSERT_TRUE(administer(hubd::AddNumber{"1588-0000", "주문", "", true}));
    EXPECT_NE(administer(hubd::ListNumbers{}).value().find("15880000\t주문\tapproved"),
              std::string::npos);
    ASSERT_TRUE(administer(hubd::AddCategory{"새 분류", "delivery"}));
    EXPECT_NE(administer(hubd::ListCategories{}).value().find("배송 > 새 분류"), std::string::npos);
    EXPECT_NE(administer(hubd::ListAgents{}).value().find("홍길동\tagent\t201"), std::string::npos);
}

TEST_F(Program, TheDemoShopIsReadyToWork) {
    auto demo = settings();
    demo.database = (folder_ / "demo.db").string();
    hubd::CentreParts parts;
    parts.settings = demo;
    base::SystemRandom random;
    const base::SystemClock clock;
    const auto seed = [&](store::CentreStore& records) {
        return hubd::seed_demo(records, base::Secret(kPassword), clock.wall(), random);
    };
    parts.seed = [&](store::CentreStore& records) -> base::Status {
        SDC_CHECK(seed(records));
        return seed(records); // A second start changes nothing.
    };
    close();
    auto centre = hubd::Centre::open(std::move(parts));
    ASSERT_TRUE(centre) << centre.error().what;
    centre_ = std::move(centre).value();
    port_ = static_cast<std::uint16_t>(
        std::atoi(centre_->url().c_str() + centre_->url().rfind(':') + 1));
    const auto token = sign_in(hubd::kDemoLogin);
    const auto card =
        json::parse(get(std::string("/v1/customers/card?number=") + hubd::kDemoCaller, token).body);
    EXPECT_EQ(card["customer"]["name"], "김민수");
    EXPECT_EQ(card["customer"]["grade"], "VIP");
    EXPECT_EQ(card["missed_today"], 2);
    EXPECT_EQ(card["complaints_recent"], 1);
    EXPECT_EQ(card["recent"][2]["category_path"], "배송 > 배송지연");
    EXPECT_EQ(json::parse(get("/v1/agents", token).body)["items"].size(), 4u);
}

TEST(HubCommandLine, IsReadIntoValues) {
    const char* add[] = {"sangdam-hub", "admin",    "agent",   "add",        "demo",
                         "--name",      "홍길동",   "--role",  "supervisor", "--number",
                         "1588-0000",   "--config", "hub.toml"};
    const auto run = std::get<hubd::Run>(hubd::parse_command_line(std::size(add), add));
    EXPECT_EQ(run.config, "hub.toml");
    const auto order = std::get<hubd::AddAgent>(run.order);
    EXPECT_EQ(order.login, "demo");
    EXPECT_EQ(order.role, core::Role::Supervisor);
    EXPECT_EQ(order.numbers, std::vector<std::string>{"1588-0000"});

    const char* serve[] = {"sangdam-hub", "--config", "hub.toml"};
    EXPECT_TRUE(std::holds_alternative<hubd::Serve>(
        std::get<hubd::Run>(hubd::parse_command_line(std::size(serve), serve)).order));
}

TEST(HubCommandLine, WhatItDoesNotKnowEndsWithACodeAndASentence) {
    const std::vector<std::vector<const char*>> bad{
        {"sangdam-hub"},
        {"sangdam-hub", "--config"},
        {"sangdam-hub", "--config", "x", "admin"},
        {"sangdam-hub", "--config", "x", "admin", "agent", "add"},
        {"sangdam-hub", "--config", "x", "admin", "agent", "add", "a", "--name", "b", "--role",
         "c"},
        {"sangdam-hub", "--config", "x", "surprise"}};
    for (const auto& line : bad) {
        const auto parsed = hubd::parse_command_line(static_cast<int>(line.size()), line.data());
        ASSERT_TRUE(std::holds_alternative<hubd::Leave>(parsed)) << line.back();
        EXPECT_NE(std::get<hubd::Leave>(parsed).code, 0);
        EXPECT_FALSE(std::get<hubd::Leave>(parsed).text.empty());
    }
    const char* help[] = {"sangdam-hub", "--help"};
    EXPECT_EQ(std::get<hubd::Leave>(hubd::parse_command_line(std::size(help), help)).code, 0);
}

} // namespace
} // namespace sangdam::hub_contract
