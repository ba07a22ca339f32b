// SPDX-License-Identifier: MIT
//
// The small rules: signature, token life, rate bucket, back-off, what an error means, times.

#include "fakes/shop_bench.h"
#include "orders/back_off.h"
#include "orders/naver_requests.h"
#include "orders/rate_bucket.h"
#include "orders/shop_time.h"
#include "orders/signature.h"
#include "orders/token_life.h"
#include "orders/trouble.h"
#include "places.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace sangdam::orders {
namespace {

using namespace std::chrono_literals;
using core::ShopTrouble;

base::WallTime at(std::int64_t ms) { return base::WallTime{std::chrono::milliseconds{ms}}; }

std::string sample(const std::string& name) {
    std::ifstream in(SANGDAM_ROOT "/tests/data/naver/naver-" + name + ".json");
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Signature, IsTheOneOfThePublishedVector) {
    const auto sign = client_secret_sign(
        "aaaabbbbcccc", base::Secret("$2a$10$abcdefghijklmnopqrstuv"), 1643961623299);
    ASSERT_TRUE(sign) << sign.error().what;
    EXPECT_EQ(*sign, "JDJhJDEwJGFiY2RlZmdoaWprbG1ub3BxcnN0dXVCVldZSk42T0VPdEx1OFY0cDQxa2IuTnpVaUEz"
                     "bmsy");
}

TEST(Signature, ASecretOfLowCostWorksToo) {
    EXPECT_TRUE(client_secret_sign("a", base::Secret("$2a$04$abcdefghijklmnopqrstuv"), 1));
}

TEST(Signature, ASecretThatWasCopiedIncompletelyIsSaidToBeSo) {
    for (const char* secret : {"", "abc", "$2a$10$abc", "not a bcrypt salt of 29 bytes",
                               "$2a$99$abcdefghijklmnopqrstuv", "$2a$10$한글한글한글한글"})
        EXPECT_EQ(client_secret_sign("a", base::Secret(secret), 1).error().code,
                  base::Errc::BadInput)
            << secret;
}

TEST(TokenRequest, CarriesItsParametersInTheBodyOnly) {
    const auto ask = token_request("https://shop/external",
                                   {"aaaabbbbcccc", base::Secret("$2a$10$abcdefghijklmnopqrstuv")},
                                   at(1643961623299));
    ASSERT_TRUE(ask);
    EXPECT_EQ(ask->url, "https://shop/external/v1/oauth2/token");
    EXPECT_NE(ask->body.find("client_id=aaaabbbbcccc&timestamp=1643961623299"), std::string::npos);
    EXPECT_EQ(ask->body.find("account_id"), std::string::npos); // Must be absent with SELF.
}

TEST(Requests, ThePlusOfTheOffsetIsEscaped) {
    const auto ask = changes_request("b", {at(0), at(1000), "77"});
    EXPECT_NE(ask.url.find("lastChangedFrom=1970-01-01T09%3A00%3A00.000%2B09%3A00"),
              std::string::npos)
        << ask.url;
    EXPECT_NE(ask.url.find("moreSequence=77"), std::string::npos);
}

TEST(TokenLife, ANewOneIsWantedBelowThirtyMinutesAndTheOldOneServesUntilItsEnd) {
    const base::TimePoint now{};
    Token token{base::Secret("t"), now + 31min};
    EXPECT_FALSE(wants_renewal(token, now));
    EXPECT_TRUE(wants_renewal(token, now + 2min));
    EXPECT_TRUE(usable(token, now + 30min));
    EXPECT_FALSE(usable(token, now + 31min));
    EXPECT_TRUE(wants_renewal({}, now));
}

TEST(RateBucket, GivesTheBurstAtOnceAndThenTheRate) {
    RateBucket bucket;
    base::TimePoint now{};
    for (int i = 0; i < 4; ++i) EXPECT_EQ(bucket.take(now).count(), 0);
    EXPECT_EQ(bucket.take(now), 500ms);
    now += 500ms;
    EXPECT_EQ(bucket.take(now).count(), 0);
    EXPECT_EQ(bucket.take(now), 500ms);
}

TEST(RateBucket, FollowsWhatTheShopAnswers) {
    RateBucket bucket;
    base::TimePoint now{};
    (void)bucket.take(now);
    bucket.heard({10.0, 20.0, 0.0}, now);
    EXPECT_EQ(bucket.take(now), 100ms); // Somebody else emptied it; ten a second come back.
    bucket.heard({1e300, -5.0, std::nullopt}, now);
    EXPECT_EQ(bucket.per_second(), 1000);
}

TEST(RateBucket, ARefusalEmptiesItWhateverWeThought) {
    RateBucket bucket;
    base::TimePoint now{};
    bucket.refused(now);
    EXPECT_EQ(bucket.take(now), 500ms);
}

TEST(BackOff, DoublesAndStaysWithinItsBounds) {
    fakes::CountedRandom random;
    for (int failed = 1; failed < 50; ++failed) {
        const auto wait = between_tries(failed, random);
        EXPECT_GE(wait, 375ms);
        EXPECT_LE(wait, 5s);
        EXPECT_LE(before_next(ShopTrouble::Busy, failed, random), 5min);
    }
    EXPECT_GE(before_next(ShopTrouble::Quota, 1, random), 60min);
}

struct Case {
    Asked asked;
    int status;
    std::string code;
    ShopTrouble kind;
    NextStep next;
};

TEST(Trouble, EveryErrorOfTheDocumentsHasItsMeaning) {
    const std::vector<Case> cases{
        {Asked::Orders, 401, "GW.AUTHN", ShopTrouble::Permission, NextStep::RenewToken},
        {Asked::Orders, 403, "GW.IP_NOT_ALLOWED", ShopTrouble::Address, NextStep::GiveUp},
        {Asked::Token, 403, "GW.IP_NOT_ALLOWED", ShopTrouble::Address, NextStep::GiveUp},
        {Asked::Orders, 404, "GW.NOT_FOUND", ShopTrouble::Permission, NextStep::GiveUp},
        {Asked::Orders, 429, "GW.RATE_LIMIT", ShopTrouble::Rate, NextStep::TryAgain},
        {Asked::Orders, 429, "GW.QUOTA_LIMIT", ShopTrouble::Quota, NextStep::GiveUp},
        {Asked::Orders, 500, "GW.PROXY.01", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 500, "GW.PROXY.05", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 500, "GW.INTERNAL_SERVER_ERROR", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 503, "GW.BLOCK.01", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 503, "GW.BLOCK.02", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 504, "GW.TIMEOUT.01", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 504, "GW.TIMEOUT.02", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 400, "4000", ShopTrouble::BadAnswer, NextStep::SkipOrders},
        {Asked::Orders, 400, "9999", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Orders, 400, "100001", ShopTrouble::BadAnswer, NextStep::SkipOrders},
        {Asked::Orders, 400, "100003", ShopTrouble::BadAnswer, NextStep::SkipOrders},
        {Asked::Orders, 400, "101009", ShopTrouble::BadAnswer, NextStep::SkipOrders},
        {Asked::Orders, 400, "104133", ShopTrouble::BadAnswer, NextStep::SkipOrders},
        {Asked::Orders, 400, "104139", ShopTrouble::Clock, NextStep::MoveBack},
        {Asked::Orders, 403, "GW.SOMETHING_NEW", ShopTrouble::Permission, NextStep::GiveUp},
        {Asked::Token, 500, "", ShopTrouble::Busy, NextStep::TryAgain},
        {Asked::Token, 403, "", ShopTrouble::Permission, NextStep::GiveUp},
    };
    for (const auto& each : cases) {
        HttpReply reply;
        reply.status = each.status;
        reply.body = R"({"code":")" + each.code + R"(","message":"m","traceId":"T^1"})";
        const auto trouble = trouble_of(each.asked, reply);
        EXPECT_EQ(trouble.kind, each.kind) << each.status << ' ' << each.code;
        EXPECT_EQ(trouble.next, each.next) << each.status << ' ' << each.code;
        EXPECT_EQ(trouble.trace, "T^1");
    }
}

TEST(Trouble, ARefusedTokenRequestNamesWhatIsWrong) {
    HttpReply reply;
    reply.status = 400;
    reply.body = sample("error-400-token-validation");
    EXPECT_EQ(trouble_of(Asked::Token, reply).kind, ShopTrouble::Credentials);
    reply.body = R"({"code":"BAD_REQUEST","invalidInputs":[{"name":"timestamp"}]})";
    EXPECT_EQ(trouble_of(Asked::Token, reply).kind, ShopTrouble::Clock);
}

TEST(Trouble, AnErrorPageOfAProxyIsNoReasonToFail) {
    HttpReply reply;
    reply.status = 502;
    reply.body = "<html>Bad gateway</html>";
    reply.headers = {{"gncp-gw-trace-id", "T^2"}};
    const auto trouble = trouble_of(Asked::Orders, reply);
    EXPECT_EQ(trouble.kind, ShopTrouble::Busy);
    EXPECT_EQ(trouble.trace, "T^2");
}

TEST(ShopTime, IsWrittenWithMillisecondsAndTheOffsetOfKorea) {
    EXPECT_EQ(shop_time(at(1643961623299)), "2022-02-04T17:00:23.299+09:00");
    EXPECT_EQ(parse_shop_time("2022-02-04T17:00:23.299+09:00"), at(1643961623299));
}

TEST(ShopTime, PeoplesFilesHaveTheirOwnForms) {
    const auto noon = parse_shop_time("2026-11-23T12:00:00.000+09:00");
    EXPECT_EQ(parse_loose_time("2026-11-23 12:00"), noon);
    EXPECT_EQ(parse_loose_time("2026/11/23 12:00:00"), noon);
    EXPECT_EQ(parse_loose_time("2026.11.23"), *noon - 12h);
    for (const char* wrong : {"", "어제", "2026-13-01", "26-11-23", "2026-11", "2026-11-23 25:00"})
        EXPECT_FALSE(parse_loose_time(wrong)) << wrong;
}

TEST(ShopTime, TheDateOfAnAnswerIsReadAndWritten) {
    const auto written = http_date(at(784111777000));
    EXPECT_EQ(written, "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(parse_http_date(written), at(784111777000));
    EXPECT_FALSE(parse_http_date("yesterday"));
}

TEST(Numbers, OnlyACompleteNumberFindsOrders) {
    using core::PhoneNumber;
    EXPECT_TRUE(core::findable(PhoneNumber::parse("0507-1234-5678")));
    EXPECT_FALSE(core::findable(PhoneNumber::parse("010-****-1111")));
    EXPECT_FALSE(core::findable(PhoneNumber::parse("anonymous")));
    EXPECT_EQ(core::last_eight(PhoneNumber::parse("010-1234-5678")), "12345678");
    EXPECT_EQ(core::last_eight(PhoneNumber::parse("+82 10-1234-5678")), "12345678");
    // A safe number is lent to one after the other: its digits mean nobody in particular.
    EXPECT_EQ(core::last_eight(PhoneNumber::parse("0507-1234-5678")), "");
    EXPECT_EQ(core::last_eight(PhoneNumber::parse("1588-1234")), "");
}

} // namespace
} // namespace sangdam::orders
