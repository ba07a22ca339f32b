// SPDX-License-Identifier: MIT
//
// What the administrator and the hub ask of the practice switch, over real SIP and RTP: two-leg
// calls, settings that are heard, recording, colleagues who take calls.

#include "core/outcall_header.h"
#include "fakes/switch_words.h"
#include "pbx/practice/colleagues.h"
#include "pbx/practice/customers.h"
#include "pbx/practice/speech.h"
#include "unit/pbx/switch_bench.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using base::Errc;
using testing::AllOf;
using testing::Contains;

const core::CallRef kRef("01931f5e-7a00-7000-8000-000000000001");

class SwitchForTheHub : public SwitchBench {
protected:
    Happened<base::Status> done_;
    core::SwitchPort::Done into() {
        return [this](const base::Status& status) { done_.add(status); };
    }
    std::optional<base::Status> answer(std::size_t from = 0) {
        return done_.wait([](const auto&) { return true; }, from);
    }
    void ask(std::function<void(PracticeSwitch&)> what) {
        hub_.post([this, what = std::move(what)] { what(*switch_); });
    }
    void people_outside(std::chrono::milliseconds answers_after) {
        CustomersConfig people;
        people.sounds = SANGDAM_SOUNDS;
        people.answers_after = answers_after;
        customers_ = Customers::open(people).value();
        config_.trunk = "sip:{number}@127.0.0.1:" + std::to_string(customers_->port());
    }
    void call_out() {
        ask([this](PracticeSwitch& to) {
            to.place_outcall(
                {kRef, core::AgentId("A"), core::PhoneNumber::parse("01000002222"), "0212345678"},
                into());
        });
    }
    bool stage(core::OutcallStage wanted) {
        return told<core::SwitchOutcallStage>(
                   [&](const auto& each) { return each.stage == wanted; })
            .has_value();
    }
};

TEST_F(SwitchForTheHub, ATwoLegCallRingsMyPhoneThenTheCustomerAndWeTalk) {
    people_outside(300ms);
    start();
    const auto agent = seat("201", "pw-a", "A");
    call_out();
    ASSERT_TRUE(answer());
    EXPECT_TRUE(answer()->has_value());
    const auto ring = agent->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    EXPECT_EQ(sip::value_of(ring->headers, core::kCallRefHeader), kRef.value);
    EXPECT_EQ(sip::value_of(ring->headers, core::kOutcallHeader), "two-leg");
    EXPECT_EQ(ring->from_user, "01000002222");
    EXPECT_EQ(told<core::SwitchOutgoing>()->shown, "0212345678");
    agent->answer(ring->leg);
    EXPECT_TRUE(agent->hears_something(ring->leg)) << "통화를 시작합니다, and ringback";
    EXPECT_TRUE(stage(core::OutcallStage::CustomerAnswered));
    EXPECT_TRUE(stage(core::OutcallStage::Talking));
    agent->hang_up(ring->leg);
    const auto ended = told<core::SwitchEnded>();
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->during, core::EndedDuring::Talking);
}

TEST_F(SwitchForTheHub, ACancelWhileTheCustomersPhoneRingsEndsBothLegs) {
    people_outside(1h);
    start();
    const auto agent = seat("201", "pw-a", "A");
    call_out();
    const auto ring = agent->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    agent->answer(ring->leg);
    ASSERT_TRUE(stage(core::OutcallStage::CustomerRinging));
    ask([](PracticeSwitch& to) { to.hang_up(kRef); });
    EXPECT_TRUE(agent->wait(PhoneEvent::Ended, ring->leg));
    EXPECT_TRUE(told<core::SwitchOutcallStage>(
        [](const auto& each) { return each.failure == core::OutcallFailure::Cancelled; }));
    EXPECT_TRUE(told<core::SwitchEnded>());
}

TEST_F(SwitchForTheHub, AnAgentWhoseTelephoneIsNotThereIsToldAtOnce) {
    people_outside(1h);
    start();
    call_out();
    ASSERT_TRUE(answer());
    EXPECT_EQ(answer()->error().code, Errc::Unavailable);
}

TEST_F(SwitchForTheHub, WhatTheAdministratorWritesIsWhatTheNextCallerHears) {
    start();
    core::SwitchSettings settings;
    settings.welcome = "아.";
    settings.menu = {{'2', "반품", ""}};
    ask([this, settings](PracticeSwitch& to) { to.set_settings(settings, into()); });
    ASSERT_TRUE(answer());
    ASSERT_TRUE(answer()->has_value()) << answer()->error().what;
    Telephone customer("customer");
    const auto leg = customer.call(port(), kDid, kMinsu);
    ASSERT_TRUE(customer.wait(PhoneEvent::Answered, leg));
    EXPECT_TRUE(customer.hears_something(leg));
    customer.press(leg, '2');
    EXPECT_EQ(told<core::SwitchMenuChosen>()->label, "반품");
    EXPECT_EQ(told<core::SwitchQueued>()->queue, "반품");
    settings.menu.push_back({'2', "again", ""});
    ask([this, settings](PracticeSwitch& to) { to.set_settings(settings, into()); });
    EXPECT_EQ(answer(1)->error().code, Errc::BadInput);
}

TEST_F(SwitchForTheHub, AfterHoursNobodyIsRung) {
    start();
    core::SwitchSettings settings;
    settings.hours = {}; // Never.
    settings.closed = "아.";
    ask([this, settings](PracticeSwitch& to) { to.set_settings(settings, into()); });
    ASSERT_TRUE(answer());
    Telephone customer("customer");
    const auto leg = customer.call(port(), kDid, kMinsu);
    ASSERT_TRUE(customer.wait(PhoneEvent::Answered, leg));
    const auto ended = told<core::SwitchEnded>();
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->during, core::EndedDuring::Announcement);
    EXPECT_FALSE(ended->by_customer);
}

TEST_F(SwitchForTheHub, AClosingTextThatCannotBeSpokenIsToldToWhoWroteIt) {
    start();
    core::SwitchSettings settings;
    settings.closed = std::string(5'000, 'a');
    ask([this, settings](PracticeSwitch& to) { to.set_settings(settings, into()); });
    ASSERT_TRUE(answer());
    ASSERT_FALSE(answer()->has_value());
    EXPECT_EQ(answer()->error().code, Errc::BadInput);
}

TEST_F(SwitchForTheHub, WithoutAPlaceForRecordingsNothingIsRecorded) {
    start();
    core::SwitchSettings settings;
    settings.recording = core::RecordingPolicy::Always;
    ask([this, settings](PracticeSwitch& to) { to.set_settings(settings, into()); });
    EXPECT_EQ(answer()->error().code, Errc::Unavailable);
}

TEST_F(SwitchForTheHub, AColleagueWhoIsNotThereTakesARealCall) {
    start();
    Happened<std::string> diary;
    ColleaguesConfig office;
    office.sounds = SANGDAM_SOUNDS;
    office.diary = [&](const std::string& line) { diary.add(line); };
    auto colleagues = Colleagues::open(office).value();
    Colleague who;
    who.registrar = "sip:127.0.0.1:" + std::to_string(port());
    who.user = "202";
    who.password = base::Secret("pw-b");
    who.answers_after = 50ms;
    colleagues->add(who);
    ASSERT_TRUE(told<core::SwitchSeatReachable>());
    ask([](PracticeSwitch& to) { to.set_available(core::AgentId("B"), true); });
    Telephone customer("customer");
    const auto leg = ask_for_agent(customer);
    ASSERT_TRUE(told<core::SwitchConnected>());
    EXPECT_TRUE(customer.hears_something(leg));
    customer.hang_up(leg);
    EXPECT_TRUE(diary.wait([](const auto& line) { return line == "202 is free again"; }));
    colleagues.reset();
}

TEST_F(SwitchForTheHub, TheSnapshotShowsWhoWaits) {
    start();
    Telephone customer("customer");
    ask_for_agent(customer);
    Happened<std::size_t> calls;
    ask([&](PracticeSwitch& to) {
        to.snapshot([&](const base::Result<core::SwitchSnapshot>& all) {
            calls.add(all ? all->calls.size() : 0);
        });
    });
    EXPECT_TRUE(calls.wait([](std::size_t n) { return n == 1; }));
}

TEST(Speak, ATextBecomesASoundAndNoTextIsRefused) {
    const auto sound = speak("두 번째 순서입니다.");
    ASSERT_TRUE(sound) << sound.error().what;
    EXPECT_GT((*sound)->length(), 500ms);
    EXPECT_EQ((*sound)->rate, media::kRate);
    EXPECT_EQ(speak("").error().code, Errc::BadInput);
    EXPECT_EQ(speak(std::string(5'000, 'a')).error().code, Errc::BadInput);
}

} // namespace
} // namespace sangdam::pbx
