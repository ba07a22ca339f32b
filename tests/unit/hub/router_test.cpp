// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/audience.h"
#include "hub/office_day.h"
#include "hub/router.h"

#include <gtest/gtest.h>

namespace sangdam::hub {
namespace {

std::vector<std::string> segments(std::string_view target) {
    return parse_target(target).value_or(Target{}).segments;
}

class Routing : public ::testing::Test {
protected:
    Routing() {
        me_ = router_.add("GET", "/v1/me");
        one_ = router_.add("GET", "/v1/customers/{customer}");
        change_ = router_.add("PUT", "/v1/customers/{customer}");
        card_ = router_.add("GET", "/v1/customers/card");
        wrap_up_ = router_.add("PUT", "/v1/calls/{call}/wrap-up");
    }
    RouteMatch match(std::string_view method, std::string_view target) const {
        return router_.match(method, segments(target));
    }
    Router router_;
    std::size_t me_{}, one_{}, change_{}, card_{}, wrap_up_{};
};

TEST_F(Routing, APathWithAParameterGivesItsValue) {
    const auto found = std::get<RouteFound>(match("PUT", "/v1/calls/01a2-b/wrap-up?x=1"));
    EXPECT_EQ(found.route, wrap_up_);
    EXPECT_EQ(found.parameters.at("call"), "01a2-b");
}

TEST_F(Routing, ALiteralWinsOverAParameter) {
    EXPECT_EQ(std::get<RouteFound>(match("GET", "/v1/customers/card")).route, card_);
    EXPECT_EQ(std::get<RouteFound>(match("GET", "/v1/customers/cards")).route, one_);
}

TEST_F(Routing, AnotherMethodIsToldWhatIsAllowed) {
    EXPECT_EQ(std::get<WrongMethod>(match("DELETE", "/v1/customers/x")).allowed, "GET, PUT");
    EXPECT_EQ(std::get<WrongMethod>(match("get", "/v1/me")).allowed, "GET"); // Case matters.
}

TEST_F(Routing, WhatIsNotThereIsNotFound) {
    for (const auto* target : {"/", "/v1", "/v1/me/", "//v1/me", "/v1/customers/", "/V1/me",
                               "/v1/calls/a/wrap-up/b", "/v1/calls//wrap-up"})
        EXPECT_TRUE(std::holds_alternative<NoSuchPath>(match("GET", target))) << target;
}

TEST_F(Routing, AnIdThatWasNeverHandedOutIsNotFound) {
    for (const auto* id : {"a%2Fb", "..%2f..", "%EA%B9%80", "a%20b", "'%20OR%201=1"})
        EXPECT_TRUE(
            std::holds_alternative<NoSuchPath>(match("GET", std::string("/v1/customers/") + id)))
            << id;
    EXPECT_TRUE(
        std::holds_alternative<NoSuchPath>(match("GET", "/v1/customers/" + std::string(65, 'a'))));
}

TEST(Target, AQueryIsDecoded) {
    const auto target = parse_target("/v1/customers?name=%EA%B9%80+%EB%AF%BC&number=%2B8210&x&=");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->value("name"), "김 민");
    EXPECT_EQ(target->value("number"), "+8210");
    EXPECT_EQ(target->value("x"), "");
    EXPECT_EQ(target->value("y"), std::nullopt);
}

TEST(Target, ABrokenEscapeIsNoPath) {
    for (const auto* text :
         {"", "v1/me", "http://h/v1", "/%", "/%4", "/%zz", "/a%00b", "/v1?a=%", "/v1?%00", "*"})
        EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Target, AFragmentIsNotSentOn) { EXPECT_EQ(segments("/v1/me#top").back(), "me"); }

HttpRequest with_header(std::string name, std::string value) {
    return {"PUT", "/", {{std::move(name), std::move(value)}}, {}, {}};
}

TEST(Answers, OnlyOneQuotedRevisionIsARevision) {
    EXPECT_EQ(if_match(with_header("if-match", "\"3\"")).value(), 3);
    EXPECT_EQ(if_match(with_header("other", "x")).value(), std::nullopt);
    for (const auto* bad : {"3", "\"\"", "\"-1\"", "\"3\", \"4\"", "W/\"3\"", "*", "\"3x\"", "",
                            "\"99999999999999999999\"", "\"+3\""})
        EXPECT_FALSE(if_match(with_header("if-match", bad))) << bad;
}

TEST(Answers, ABodyIsJsonByItsContentType) {
    for (const auto* good :
         {"application/json", "application/json; charset=utf-8", "Application/JSON ;charset=UTF-8"})
        EXPECT_TRUE(is_json(with_header("content-type", good))) << good;
    for (const auto* bad :
         {"", "text/json", "application/jsonp", "application/x-www-form-urlencoded"})
        EXPECT_FALSE(is_json(with_header("content-type", bad))) << bad;
}

TEST(Answers, APageHasALimitThatCanBeServed) {
    EXPECT_EQ(page_asked(*parse_target("/v1/calls")).value().limit, 50);
    EXPECT_EQ(page_asked(*parse_target("/v1/calls?limit=100&after=x.y")).value().after, "x.y");
    for (const auto* bad : {"0", "101", "-1", "ten", "", "1e3"})
        EXPECT_FALSE(page_asked(*parse_target(std::string("/v1/calls?limit=") + bad))) << bad;
    EXPECT_FALSE(page_asked(*parse_target("/v1/calls?after=" + std::string(129, 'a'))));
}

TEST(Audience, AnAgentHearsOfItsOwnCallsAndOfThoseThatNobodyTalkedIn) {
    const Viewer me{core::AgentId("me"), core::Role::Agent};
    const Viewer leader{core::AgentId("lead"), core::Role::Supervisor};
    core::CallRecord call;
    EXPECT_TRUE(may_hear(me, core::CallChanged{call}));
    call.agent = core::AgentId("me");
    EXPECT_TRUE(may_hear(me, core::CallChanged{call}));
    call.agent = core::AgentId("you");
    EXPECT_FALSE(may_hear(me, core::CallChanged{call}));
    EXPECT_TRUE(may_hear(leader, core::CallChanged{call}));
    EXPECT_TRUE(may_hear(me, core::QueueChanged{}));
    EXPECT_FALSE(may_set_state_of(me, core::AgentId("you")));
    EXPECT_TRUE(may_set_state_of(leader, core::AgentId("you")));
}

TEST(Audience, ASupervisorOfATeamSeesThatTeam) {
    Viewer leader{core::AgentId("lead"), core::Role::Supervisor};
    leader.one_team = false;
    leader.mates = {core::AgentId("lead"), core::AgentId("mine")};
    core::CallRecord call;
    call.agent = core::AgentId("mine");
    EXPECT_TRUE(may_see(leader, call));
    call.agent = core::AgentId("theirs");
    EXPECT_FALSE(may_see(leader, call));
    EXPECT_FALSE(may_set_state_of(leader, call.agent));
    const Viewer boss{core::AgentId("boss"), core::Role::Admin};
    EXPECT_TRUE(may_see(boss, call));
}

TEST(Audience, AReminderIsForWhoKeepsThePromiseAndAnEscalationForTheTeam) {
    Viewer mate{core::AgentId("mate"), core::Role::Agent};
    mate.one_team = false;
    mate.mates = {core::AgentId("mate"), core::AgentId("hong")};
    Viewer stranger = mate;
    stranger.agent = core::AgentId("stranger");
    stranger.mates = {core::AgentId("stranger")};
    core::CallbackDue due;
    due.callback.assignee = core::AgentId("hong");
    EXPECT_TRUE(may_hear({core::AgentId("hong"), core::Role::Agent}, due));
    EXPECT_FALSE(may_hear(mate, due));
    due.alert = core::CallbackAlert::Escalated;
    EXPECT_TRUE(may_hear(mate, due));
    EXPECT_FALSE(may_hear(stranger, due));
    // Who had it before learns that it is gone.
    EXPECT_TRUE(may_hear(stranger, core::CallbackChanged{due.callback, stranger.agent}));
}

TEST(OfficeDay, BeginsAtKoreanMidnight) {
    using namespace std::chrono;
    const auto late = sys_days{2026y / 11 / 23} + hours(16); // 01:00 of the 24th in Korea.
    EXPECT_EQ(day_began(late), sys_days{2026y / 11 / 23} + hours(15));
    EXPECT_EQ(day_began(sys_days{2026y / 11 / 23} + hours(15)),
              sys_days{2026y / 11 / 23} + hours(15));
}

} // namespace
} // namespace sangdam::hub
