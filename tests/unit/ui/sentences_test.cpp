// SPDX-License-Identifier: MIT
//
// The sentences that agents read, in Korean as they read them.

#include "kit/error_words.h"
#include "kit/language.h"
#include "kit/state_words.h"
#include "tray/tray_picture.h"
#include "words/briefing_words.h"

#include <gtest/gtest.h>
#include <wx/app.h>
#include <wx/init.h>
#include <wx/translation.h>

#include <set>

namespace sangdam::ui {
namespace {

// The catalogs' loader asks the application where things are; a console one needs no display.
class Application final : public wxAppConsole {};

class InKorean : public testing::Test {
protected:
    static void SetUpTestSuite() {
        wxApp::SetInstance(new Application); // wxUninitialize deletes it.
        ASSERT_TRUE(wxInitialize());
    }
    static void TearDownTestSuite() { wxUninitialize(); }
    InKorean() { EXPECT_TRUE(choose_language("ko", SANGDAM_CATALOGS)); }
    ~InKorean() override { wxTranslations::Set(nullptr); }
};

desk::Briefing briefing(int recent, int complaints, int missed, desk::Advice advice) {
    desk::Briefing b;
    b.recent = recent;
    b.complaints = complaints;
    b.missed_today = missed;
    b.advice = advice;
    return b;
}

TEST_F(InKorean, TheBriefingIsOneSentenceAndEndsWithWhatToDo) {
    const auto said = briefing_sentence(briefing(3, 2, 2, desk::Advice::Apologise));
    EXPECT_EQ(said.text.utf8_string(), "최근 3건 중 불만 2 · 오늘 부재 2회 — 먼저 사과하세요");
    EXPECT_EQ(said.tone, Tone::Bad);
}

TEST_F(InKorean, ACustomerWithoutTroubleIsNotDramatised) {
    const auto said = briefing_sentence(briefing(4, 0, 0, desk::Advice::None));
    EXPECT_EQ(said.text.utf8_string(), "최근 상담 4건 · 불만 없음");
    EXPECT_EQ(said.tone, Tone::Neutral);
}

TEST_F(InKorean, TheLastContactReadsLikeOneLineOfAReport) {
    desk::LastContact last;
    last.day = desk::Day::Yesterday;
    last.category_path = "배송 > 배송지연";
    last.status = "처리중";
    last.agent_name = "이수진";
    EXPECT_EQ(last_contact_line(last).utf8_string(), "어제 배송 > 배송지연 · 처리중 · 이수진");
    last.day = desk::Day::Earlier;
    last.days_ago = 9;
    last.status.clear();
    last.result = core::CallResult::Answered;
    EXPECT_EQ(last_contact_line(last).utf8_string(), "9일 전 배송 > 배송지연 · 응답 · 이수진");
}

TEST_F(InKorean, AWithheldNumberIsNeverShownAsAName) {
    desk::CardView card;
    card.knowledge = desk::Knowledge::Withheld;
    card.peer_name = "anonymous";
    EXPECT_EQ(heading_of(card).utf8_string(), "발신번호표시제한");
}

TEST_F(InKorean, ACardWhoseCustomerIsStillLookedUpShowsTheMaskedNumber) {
    desk::CardView card;
    card.number = core::PhoneNumber::parse("010-1234-5678");
    card.knowledge = desk::Knowledge::Looking;
    EXPECT_EQ(heading_of(card).utf8_string(), "010-****-5678");
    EXPECT_FALSE(briefing_of(card).text.empty());
}

TEST_F(InKorean, TheTraySaysWhoHowAndHowMany) {
    EXPECT_EQ(tray_tooltip("홍길동", core::AgentState::Available, 3).utf8_string(),
              "홍길동 · 수신 가능 · 대기 3");
}

TEST_F(InKorean, ThePullThatWasLostNamesTheWinner) {
    EXPECT_EQ(sentence_for(Doing::PullCall, {base::Errc::Conflict, "이수진"}).utf8_string(),
              "이수진 님이 먼저 당겨받았습니다.");
}

TEST_F(InKorean, EveryErrorOfEveryDoingHasASentenceInKorean) {
    using base::Errc;
    for (const auto doing : {Doing::SignIn, Doing::Dial, Doing::PullCall, Doing::ChangeState,
                             Doing::SaveCustomer, Doing::SaveWrapUp, Doing::LoadCustomer})
        for (const auto code : {Errc::BadInput, Errc::NotFound, Errc::Refused, Errc::TimedOut,
                                Errc::Unavailable, Errc::Conflict, Errc::Internal}) {
            const auto said = sentence_for(doing, {code, ""}).utf8_string();
            EXPECT_GT(said.size(), 20U);
            // A sentence, not a code; Hangul begins at U+AC00 (EA B0 80).
            EXPECT_GE(static_cast<unsigned char>(said.front()), 0xEAU) << said;
        }
}

TEST_F(InKorean, SigningInTellsApartWhatThePersonCanDoAboutIt) {
    std::set<std::string> sentences;
    for (const auto code : {base::Errc::Refused, base::Errc::Unavailable, base::Errc::BadInput,
                            base::Errc::NotFound, base::Errc::Conflict})
        sentences.insert(sentence_for(Doing::SignIn, {code, ""}).utf8_string());
    EXPECT_EQ(sentences.size(), 5U);
}

TEST_F(InKorean, EveryEndOfACallHasItsOwnWords) {
    std::set<std::string> sentences;
    for (int cause = 0; cause <= static_cast<int>(core::EndCause::Failed); ++cause)
        sentences.insert(words_of(static_cast<core::EndCause>(cause)).utf8_string());
    EXPECT_EQ(sentences.size(), static_cast<std::size_t>(core::EndCause::Failed) + 1);
}

} // namespace
} // namespace sangdam::ui
