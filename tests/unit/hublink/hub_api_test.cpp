// SPDX-License-Identifier: MIT

#include "hublink/hub_api.h"
#include "wire/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::hublink {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

core::WrapUp note(std::string text, std::int64_t revision = 0) {
    core::WrapUp out;
    out.call = core::CallRef("0190-call");
    out.note = std::move(text);
    out.revision = revision;
    return out;
}

std::string key_of(const HttpRequest& request) {
    for (const auto& each : request.headers)
        if (each.starts_with("Idempotency-Key: ")) return each;
    return {};
}

TEST(HubApi, TheSameWrapUpHasTheSameKeyAndAnotherOneAnother) {
    EXPECT_EQ(key_of(api::save_wrap_up(note("a"))), key_of(api::save_wrap_up(note("a"))));
    EXPECT_NE(key_of(api::save_wrap_up(note("a"))), key_of(api::save_wrap_up(note("b"))));
    EXPECT_NE(key_of(api::save_wrap_up(note("a"))), key_of(api::save_wrap_up(note("a", 1))));
    EXPECT_LE(key_of(api::save_wrap_up(note("a"))).size(),
              std::string("Idempotency-Key: ").size() + 64); // openapi.yaml
}

TEST(HubApi, AnUpdateSaysWhichRevisionItEdited) {
    EXPECT_THAT(api::save_wrap_up(note("a", 7)).headers, Contains("If-Match: \"7\""));
    core::Customer customer;
    customer.id = core::CustomerId("c1");
    customer.revision = 3;
    EXPECT_EQ(api::save_customer(customer).method, "PUT");
    EXPECT_THAT(api::save_customer(customer).headers, Contains("If-Match: \"3\""));
}

TEST(HubApi, ANewCustomerIsPostedWithTheIdOfTheDesk) {
    core::Customer customer;
    customer.id = core::CustomerId("c1");
    customer.name = "김민수";
    const auto request = api::save_customer(customer);
    EXPECT_EQ(request.method, "POST");
    EXPECT_THAT(request.headers, Each(Not(StartsWith("If-Match"))));
    EXPECT_THAT(request.body, HasSubstr("c1"));
}

TEST(HubApi, NumbersAndIdsCannotBreakOutOfTheirPlaceInTheAddress) {
    EXPECT_EQ(api::customer_card(core::PhoneNumber::parse("010-1234-5678")).url,
              "/v1/customers/card?number=%2B821012345678");
    EXPECT_EQ(api::wrap_up(core::CallRef("../me?x=1#")).url,
              "/v1/calls/..%2Fme%3Fx%3D1%23/wrap-up");
}

TEST(HubApi, EachAnswerThatIsNotGoodIsAnErrorThatSomebodyCanActOn) {
    const auto code = [](int status, std::string_view body) {
        return api::nothing(HttpAnswer{status, wire::kProblemType, std::string(body)}).error().code;
    };
    EXPECT_EQ(code(401, R"({"status":401,"code":"wrong_password"})"), base::Errc::Refused);
    EXPECT_EQ(code(410, R"({"status":410,"code":"call_gone"})"), base::Errc::NotFound);
    EXPECT_EQ(code(503, "<html>proxy</html>"), base::Errc::Unavailable);
    EXPECT_EQ(code(404, ""), base::Errc::NotFound);
    EXPECT_EQ(code(302, ""), base::Errc::Internal);
    const auto taken = api::nothing(
        HttpAnswer{409, "", R"({"status":409,"code":"already_taken","winner":"이수진"})"});
    EXPECT_EQ(taken.error().code, base::Errc::Conflict);
    EXPECT_EQ(taken.error().what, "이수진");
}

TEST(HubApi, ASignInPageOfAHotelIsNotAHub) {
    const auto card = api::record<core::CustomerCard>(
        HttpAnswer{200, "text/html", "<html>Welcome to our Wi-Fi</html>"});
    ASSERT_FALSE(card);
    EXPECT_EQ(card.error().code, base::Errc::Unavailable);
}

} // namespace
} // namespace sangdam::hublink
