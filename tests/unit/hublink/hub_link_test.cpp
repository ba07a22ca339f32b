// SPDX-License-Identifier: MIT

#include "unit/hublink/link_bench.h"

namespace sangdam::hublink {
namespace {

using core::LinkState;
using namespace std::chrono_literals;

class HubLinkTest : public LinkBench {
protected:
    core::WrapUp note(const std::string& text) {
        core::WrapUp wrap_up;
        wrap_up.call = core::CallRef("call-1");
        wrap_up.note = text;
        return wrap_up;
    }
    Heard<base::Result<core::CustomerCard>> cards;
    Heard<base::Result<core::WrapUp>> saves;
    Heard<base::Result<base::Done>> dones;
    const std::string kWrapUp = "/v1/calls/call-1/wrap-up";
    const std::string kCard = "/v1/customers/card?number=%2B821012345678";
    void ask_card() {
        ask([this](HubLink& to) {
            to.customer_card(core::PhoneNumber::parse("01012345678"), into(cards));
        });
    }
};

TEST_F(HubLinkTest, TheTokenOfTheSignInGoesWithEveryRequest) {
    sign_in();
    ask_card();
    const auto card = next(kCard);
    ASSERT_TRUE(card);
    EXPECT_EQ(card->request.header("authorization"), "Bearer token-1");
    core::CustomerCard kim;
    kim.missed_today = 2;
    card->wire->answer(200, wire::to_json(kim));
    const auto answer = any(cards);
    ASSERT_TRUE(answer && answer->has_value());
    EXPECT_EQ((*answer)->missed_today, 2);
}

TEST_F(HubLinkTest, AWrongPasswordIsRefusedAndNothingElseIsTried) {
    refuse_sign_ins(wire::code::kWrongPassword);
    ask([this](HubLink& to) { to.sign_in("hong", base::Secret("wrong"), into(grants)); });
    const auto answer = any(grants);
    ASSERT_TRUE(answer && !answer->has_value());
    EXPECT_EQ(answer->error().code, base::Errc::Refused);
    ask_card();
    EXPECT_EQ(any(cards)->error().code, base::Errc::Refused);
}

TEST_F(HubLinkTest, AHubThatIsNotThereIsUnavailable) {
    HubLink::Settings settings;
    settings.url = "http://127.0.0.1:1"; // tcpmux: nobody listens.
    open(settings);
    ask([this](HubLink& to) { to.sign_in("hong", base::Secret("right"), into(grants)); });
    EXPECT_EQ(any(grants)->error().code, base::Errc::Unavailable);
}

TEST_F(HubLinkTest, AHubThatDoesNotAnswerInTimeIsTimedOut) {
    HubLink::Settings settings;
    settings.request_timeout = 200ms;
    open(settings);
    sign_in();
    ask_card();
    ASSERT_TRUE(next(kCard)); // Heard, and never answered.
    EXPECT_EQ(any(cards)->error().code, base::Errc::TimedOut);
}

TEST_F(HubLinkTest, WhoWasFasterIsNamed) {
    sign_in();
    ask([this](HubLink& to) { to.pick_up(core::CallRef("call-1"), into(dones)); });
    const auto pickup = next("/v1/queue/call-1/pickup");
    ASSERT_TRUE(pickup);
    EXPECT_FALSE(pickup->request.header("idempotency-key").empty());
    auto taken = wire::problem(wire::code::kAlreadyTaken);
    taken.winner = "이수진";
    pickup->wire->answer(409, wire::to_json(taken), wire::kProblemType);
    const auto answer = any(dones);
    ASSERT_TRUE(answer && !answer->has_value());
    EXPECT_EQ(answer->error().code, base::Errc::Conflict);
    EXPECT_EQ(answer->error().what, "이수진");
}

TEST_F(HubLinkTest, RubbishBytesAndARudeGoodbyeAreErrorsAndNotTheEnd) {
    sign_in();
    for (const std::string& rubbish :
         {std::string("\0\xff\xfe not HTTP", 13), std::string("HTTP/1.1 999 \r\n\r\n"),
          std::string("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"cut")}) {
        ask_card();
        const auto card = next(kCard);
        ASSERT_TRUE(card);
        card->wire->send(rubbish);
        card->wire->hang_up();
        const auto answer = any(cards);
        ASSERT_TRUE(answer);
        EXPECT_FALSE(answer->has_value());
    }
    ask_card(); // And the next one works.
    next(kCard)->wire->answer(200, wire::to_json(core::CustomerCard{}));
    EXPECT_TRUE(any(cards)->has_value());
}

TEST_F(HubLinkTest, AnAnswerWithoutEndIsCutOff) {
    sign_in();
    ask_card();
    const auto card = next(kCard);
    card->wire->send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
    const std::string part(std::size_t{64} << 10, ' ');
    for (int i = 0; i < 32; ++i) card->wire->send(part);
    const auto answer = any(cards);
    ASSERT_TRUE(answer && !answer->has_value());
    EXPECT_EQ(answer->error().code, base::Errc::Unavailable);
}

TEST_F(HubLinkTest, ARedirectIsNotFollowedWithOurToken) {
    sign_in();
    ask_card();
    next(kCard)->wire->send("HTTP/1.1 302 Found\r\nLocation: " + server.url() +
                            "/stolen\r\nContent-Length: 0\r\n\r\n");
    EXPECT_FALSE(any(cards)->has_value());
    EXPECT_FALSE(asked.has([](const Asked& each) { return each.request.target == "/stolen"; }));
}

TEST_F(HubLinkTest, AWrapUpWaitsForTheHubAndIsSentWithTheSameKey) {
    sign_in();
    auto stream = next_stream();
    stream->begin_stream();
    ASSERT_TRUE(becomes(LinkState::Online));
    ask([this](HubLink& to) { to.save_wrap_up(note("환불"), into(saves)); });
    const auto first = next(kWrapUp);
    ASSERT_TRUE(first);
    first->wire->hang_up(); // Stored or not? Nobody knows.
    const auto second = next(kWrapUp);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->request.header("idempotency-key"), first->request.header("idempotency-key"));
    EXPECT_EQ(second->request.body, first->request.body);
    second->wire->answer(503, problem(wire::code::kUnavailable), wire::kProblemType);
    const auto third = next(kWrapUp);
    ASSERT_TRUE(third);
    EXPECT_EQ(third->request.header("idempotency-key"), first->request.header("idempotency-key"));
    EXPECT_FALSE(saves.has([](const auto&) { return true; }));
    auto stored = note("환불");
    stored.revision = 1;
    third->wire->answer(200, wire::to_json(stored));
    const auto answer = any(saves);
    ASSERT_TRUE(answer && answer->has_value());
    EXPECT_EQ((*answer)->revision, 1);
}

TEST_F(HubLinkTest, ANewerWrapUpAtTheHubIsAConflict) {
    sign_in();
    ask([this](HubLink& to) { to.save_wrap_up(note("mine"), into(saves)); });
    auto conflict = wire::problem(wire::code::kRevisionConflict);
    conflict.current = wire::to_json(note("theirs"));
    next(kWrapUp)->wire->answer(409, wire::to_json(conflict), wire::kProblemType);
    EXPECT_EQ(any(saves)->error().code, base::Errc::Conflict);
}

TEST_F(HubLinkTest, ARequestThatFindsTheSessionForgottenIsSentAgainWithANewOne) {
    sign_in();
    ask_card();
    next(kCard)->wire->answer(401, problem(wire::code::kSignInRequired), wire::kProblemType);
    const auto again = next(kCard);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->request.header("authorization"), "Bearer token-2");
    again->wire->answer(200, wire::to_json(core::CustomerCard{}));
    EXPECT_TRUE(any(cards)->has_value());
}

TEST_F(HubLinkTest, ASecondForgettingIsAnAnswerAndNotACircle) {
    sign_in();
    ask_card();
    next(kCard)->wire->answer(401, problem(wire::code::kSignInRequired), wire::kProblemType);
    next(kCard)->wire->answer(401, problem(wire::code::kSignInRequired), wire::kProblemType);
    EXPECT_EQ(any(cards)->error().code, base::Errc::Refused);
}

TEST_F(HubLinkTest, APasswordThatWasChangedMeanwhileEndsTheSession) {
    sign_in();
    refuse_sign_ins(wire::code::kWrongPassword);
    ask_card();
    next(kCard)->wire->answer(401, problem(wire::code::kSignInRequired), wire::kProblemType);
    EXPECT_EQ(any(cards)->error().code, base::Errc::Refused);
    EXPECT_TRUE(ended.take([](const auto&) { return true; }));
}

TEST_F(HubLinkTest, SigningOutTellsTheHubAndClosesTheStream) {
    sign_in();
    auto stream = next_stream();
    stream->begin_stream();
    ASSERT_TRUE(becomes(LinkState::Online));
    ask([this](HubLink& to) { to.sign_out(into(dones)); });
    const auto out = next("/v1/session");
    ASSERT_TRUE(out);
    EXPECT_EQ(out->request.method, "DELETE");
    EXPECT_EQ(out->request.header("authorization"), "Bearer token-1");
    out->wire->send("HTTP/1.1 204 No Content\r\n\r\n");
    EXPECT_TRUE(any(dones)->has_value());
}

TEST_F(HubLinkTest, ClosingWithEverythingUnderWayEndsAtOnce) {
    sign_in();
    ASSERT_TRUE(next_stream());
    ask_card();
    ask([this](HubLink& to) { to.save_wrap_up(note("x"), into(saves)); });
    ASSERT_TRUE(next(kCard));
    ASSERT_TRUE(next(kWrapUp));
    fakes::on(replies, [this] { link.reset(); });
    EXPECT_FALSE(cards.has([](const auto&) { return true; }));
}

TEST_F(HubLinkTest, AnEncryptedAddressIsNeverAnsweredInPlainText) {
    HubLink::Settings settings;
    settings.url = "https://127.0.0.1:" + std::to_string(server.port());
    settings.connect_timeout = 300ms; // It waits for a greeting that cannot come.
    open(settings);
    ask([this](HubLink& to) { to.sign_in("hong", base::Secret("right"), into(grants)); });
    EXPECT_FALSE(any(grants)->has_value());
    EXPECT_FALSE(signed_in.has([](const auto&) { return true; }));
}

TEST(HubLinkOpen, AnAddressThatIsNotSafeIsRefusedWithASentence) {
    base::Strand replies("replies");
    fakes::ManualClock clock;
    base::SystemRandom random;
    HubLink::Settings settings;
    settings.url = "http://hub.example";
    const auto link = HubLink::open(settings, replies, clock, random);
    ASSERT_FALSE(link.has_value());
    EXPECT_EQ(link.error().code, base::Errc::BadInput);
}

} // namespace
} // namespace sangdam::hublink
