// SPDX-License-Identifier: MIT

#include "fakes/records.h"
#include "wire/json.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace sangdam::wire {
namespace {

using base::Errc;
using namespace std::chrono_literals;

template <class T>
void comes_back(const T& record) {
    const auto text = to_json(record);
    const auto back = from_json<T>(text);
    ASSERT_TRUE(back) << back.error().what << "\n" << text;
    EXPECT_EQ(*back, record) << text;
    EXPECT_EQ(to_json(*back), text);
}

template <class T>
std::string complaint(std::string_view text) {
    const auto read = from_json<T>(text);
    EXPECT_FALSE(read) << text;
    if (read) return "";
    EXPECT_EQ(read.error().code, Errc::BadInput);
    return read.error().what;
}

TEST(Json, EveryRecordComesBackAsItWasSent) {
    comes_back(fakes::an_agent());
    comes_back(fakes::an_own_number());
    comes_back(fakes::a_customer());
    comes_back(fakes::a_call());
    comes_back(fakes::an_attempt());
    comes_back(fakes::a_waiting_call());
    comes_back(fakes::a_wrap_up());
    comes_back(fakes::some_choices());
    comes_back(fakes::a_history_entry());
    comes_back(fakes::a_card());
    comes_back(fakes::a_callback());
    comes_back(fakes::an_outcall_request());
    comes_back(fakes::an_outcall());
    comes_back(fakes::some_settings());
    comes_back(fakes::a_look());
    comes_back(fakes::a_board());
    comes_back(fakes::a_preview());
    comes_back(core::Duplicates{fakes::a_call().customer_number, {fakes::a_customer()}});
    comes_back(core::Merge{core::MergeId("m1"), fakes::a_customer(), fakes::a_customer()});
    comes_back(core::ImportDone{3, 2, 1});
}

TEST(Json, AWishIsReadAsItWasSent) {
    const auto finished =
        from_json<FinishRequest>(to_json(FinishRequest{core::CallbackStatus::Failed, "부재"}));
    ASSERT_TRUE(finished);
    EXPECT_EQ(finished->status, core::CallbackStatus::Failed);
    EXPECT_EQ(finished->note, "부재");
    const auto unchanged = from_json<FinishRequest>(R"({"status":"done"})");
    ASSERT_TRUE(unchanged);
    EXPECT_FALSE(unchanged->note) << "no note is not an empty note";

    const auto account =
        from_json<AccountRequest>(to_json(AccountRequest{fakes::an_agent(), base::Secret("새")}));
    ASSERT_TRUE(account);
    EXPECT_EQ(account->password, base::Secret("새"));
    EXPECT_EQ(account->agent.team, "1팀");
    EXPECT_NE(complaint<SnoozeRequest>("{}").find("until"), std::string::npos);
    EXPECT_NE(complaint<UnmaskRequest>(R"({"field":"salary"})").find("field"), std::string::npos);
}

TEST(Json, AnUnknownCallerOfAnUnfinishedCallComesBackToo) {
    core::CallRecord call;
    call.ref = core::CallRef("019a-call-2");
    call.offered_at = fakes::moment();
    comes_back(call);
    core::CustomerCard card;
    card.number = core::PhoneNumber::parse("112");
    comes_back(card);
}

TEST(Json, ANumberWithoutE164AndOneWithAnExtensionTravelWhole) {
    auto call = fakes::a_call();
    for (const char* text : {"112", "140010", "02-345-6789 내선 12", "02-120", "anonymous"}) {
        call.customer_number = core::PhoneNumber::parse(text);
        const auto back = from_json<core::CallRecord>(to_json(call));
        ASSERT_TRUE(back) << text;
        EXPECT_EQ(back->customer_number, call.customer_number) << text;
        EXPECT_EQ(back->customer_number.extension(), call.customer_number.extension()) << text;
    }
}

TEST(Json, EventsOfEachKindComeBack) {
    const core::CentreEventBody bodies[] = {
        core::QueueChanged{{fakes::a_waiting_call()}},
        core::QueueChanged{},
        core::CallChanged{fakes::a_call()},
        core::AgentChanged{fakes::an_agent()},
        core::CustomerChanged{fakes::a_customer().id},
        core::SettingsChanged{},
        core::CallbackDue{fakes::a_callback(), core::CallbackAlert::Due, true},
        core::CallbackChanged{fakes::a_callback(), fakes::an_agent().id},
        core::OutcallChanged{fakes::an_outcall()},
        core::Reset{}};
    for (const auto& body : bodies) {
        const core::CentreEvent event{42, body};
        const auto text = to_json(event);
        const auto back = from_json<core::CentreEvent>(text);
        ASSERT_TRUE(back) << back.error().what;
        EXPECT_EQ(back->sequence, 42u);
        EXPECT_EQ(back->body.index(), body.index());
        EXPECT_EQ(to_json(*back), text);
    }
}

TEST(Json, ASessionCarriesTheSeatAndItsSecrets) {
    SessionAnswer answer;
    answer.token = base::Secret("t0ken");
    answer.expires_at = fakes::moment();
    answer.granted.me = fakes::an_agent();
    answer.granted.seat = {"sip:127.0.0.1:5060;transport=udp", "101", base::Secret("pw")};
    answer.granted.numbers = {fakes::an_own_number()};
    const auto back = from_json<SessionAnswer>(to_json(answer));
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(back->token, answer.token);
    EXPECT_EQ(back->expires_at, answer.expires_at);
    EXPECT_EQ(back->granted.me, answer.granted.me);
    EXPECT_EQ(back->granted.seat.registrar, answer.granted.seat.registrar);
    EXPECT_EQ(back->granted.seat.password, answer.granted.seat.password);
    EXPECT_EQ(back->granted.numbers, answer.granted.numbers);

    const auto request =
        from_json<SessionRequest>(to_json(SessionRequest{"hong", base::Secret("비밀"), "PC-12"}));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->password, base::Secret("비밀"));
    EXPECT_EQ(request->device, "PC-12");
}

TEST(Json, OnlyAvailableAndAwayCanBeAskedFor) {
    EXPECT_TRUE(from_json<StateRequest>(R"({"state":"away","away_reason":"점심"})"));
    EXPECT_NE(complaint<StateRequest>(R"({"state":"on_call"})").find("state"), std::string::npos);
    EXPECT_NE(complaint<StateRequest>(R"({"state":"asleep"})").find("state"), std::string::npos);
    EXPECT_NE(complaint<StateRequest>(R"({})").find("missing"), std::string::npos);
}

TEST(Json, TheComplaintNamesTheField) {
    EXPECT_EQ(complaint<core::WrapUp>(R"({"call":"c1","note":7})"), "note: must be a string");
    EXPECT_EQ(complaint<core::HistoryEntry>(
                  R"({"call":{"ref":"r","direction":"incoming","result":"open","offered_at":"x"}})")
                  .substr(0, 16),
              "call.offered_at:");
    EXPECT_EQ(complaint<core::WrapUpChoices>(R"({"categories":[{"id":"a","label":"b"},[]]})"),
              "categories[1]: must be an object");
    EXPECT_EQ(complaint<core::Customer>(R"({"numbers":["010", 7]})"),
              "numbers[1]: must be a string");
}

TEST(Json, WhatIsNewerThanThisProgramIsSkipped) {
    const auto wrap_up = from_json<core::WrapUp>(R"({"call":"c1","mood":{"deep":[1]},"note":"a"})");
    ASSERT_TRUE(wrap_up);
    EXPECT_EQ(wrap_up->note, "a");
}

TEST(Json, NullIsTheSameAsAbsent) {
    const auto wrap_up = from_json<core::WrapUp>(R"({"call":"c1","category":null,"note":null})");
    ASSERT_TRUE(wrap_up);
    EXPECT_TRUE(wrap_up->category.empty());
}

TEST(Json, NumbersOutOfRangeAreRefusedNotWrapped) {
    for (const char* revision :
         {"-1", "9223372036854775808", "18446744073709551615", "1e3", "1.5", "\"1\"", "true"})
        complaint<core::WrapUp>(R"({"call":"c1","revision":)" + std::string(revision) + "}");
    const auto most = from_json<core::WrapUp>(R"({"call":"c1","revision":9223372036854775807})");
    ASSERT_TRUE(most);
    EXPECT_EQ(most->revision, INT64_MAX);
}

TEST(Json, AnIdIsNoPathAndNoSentence) {
    for (const char* id : {"", "../../etc", "a b", "a/b", "한글", "a\\u0000b"})
        complaint<core::WrapUp>(R"({"call":")" + std::string(id) + "\"}");
    complaint<core::WrapUp>(R"({"call":")" + std::string(65, 'a') + "\"}");
    EXPECT_TRUE(from_json<core::WrapUp>(R"({"call":")" + std::string(64, 'a') + "\"}"));
}

TEST(Json, TextsHaveABound) {
    const auto with_note = [](std::size_t size) {
        return R"({"call":"c1","note":")" + std::string(size, 'n') + "\"}";
    };
    EXPECT_TRUE(from_json<core::WrapUp>(with_note(kMaxNote)));
    complaint<core::WrapUp>(with_note(kMaxNote + 1));
    complaint<core::WrapUp>(with_note(2 * kMaxDocument));
    EXPECT_EQ(complaint<core::WrapUp>(R"({"call":"c1","note":"a\u0000b"})"),
              "note: contains U+0000");
}

TEST(Json, ATowerOfBracketsFallsBeforeItIsClimbed) {
    const std::string tower(500'000, '[');
    EXPECT_EQ(complaint<core::WrapUp>(tower), "JSON is nested too deeply");
    EXPECT_EQ(complaint<core::WrapUp>(R"({"call":"c1","x":)" + tower + "}"),
              "JSON is nested too deeply");
    // Brackets in a text are text.
    EXPECT_TRUE(from_json<core::WrapUp>(R"({"call":"c1","note":"\"[[[[[[[[[[[[[[[[[[[[[[[["})"));
}

TEST(Json, BytesThatAreNotUtf8AreRefusedAndNeverSent) {
    complaint<core::WrapUp>("{\"call\":\"c1\",\"note\":\"\xC3\x28\"}");
    auto wrap_up = fakes::a_wrap_up();
    wrap_up.note = "from SIP: \xFF\xFE";
    const auto back = from_json<core::WrapUp>(to_json(wrap_up));
    ASSERT_TRUE(back) << "what was sent could not be read";
    EXPECT_NE(back->note.find("\xEF\xBF\xBD"), std::string::npos);
}

TEST(Json, HalfOfAnAnswerIsNeverTakenForTheWhole) {
    const auto text = to_json(fakes::a_card());
    for (std::size_t n = 0; n < text.size(); ++n)
        ASSERT_FALSE(from_json<core::CustomerCard>(std::string_view(text).substr(0, n))) << n;
}

TEST(Json, BytesGoneWrongOnTheWayNeverEndTheProgram) {
    std::mt19937 random(20261123);
    const auto original =
        to_json(core::CentreEvent{7, core::QueueChanged{{fakes::a_waiting_call()}}});
    int refused = 0;
    for (int round = 0; round < 5000; ++round) {
        auto text = original;
        for (int i = 0; i < 3; ++i) text[random() % text.size()] = static_cast<char>(random());
        if (const auto event = from_json<core::CentreEvent>(text))
            EXPECT_FALSE(to_json(*event).empty());
        else
            ++refused;
    }
    EXPECT_GT(refused, 2500);
}

TEST(Pages, AListAndItsCursorComeBack) {
    const Page<core::Agent> page{{fakes::an_agent(), fakes::an_agent()}, "cursor-9"};
    const auto back = page_from_json<core::Agent>(page_to_json(page));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->items, page.items);
    EXPECT_EQ(back->next, "cursor-9");
    const auto last = page_from_json<core::Agent>(page_to_json(Page<core::Agent>{}));
    ASSERT_TRUE(last);
    EXPECT_TRUE(last->next.empty());
    EXPECT_FALSE(page_from_json<core::Agent>("[]"));
    EXPECT_FALSE(page_from_json<core::Agent>(R"({"items":{}})"));
}

} // namespace
} // namespace sangdam::wire
