// SPDX-License-Identifier: MIT
//
// The practice switch with everything real: SIP and RTP over loopback, a seat, customers.

#include "unit/pbx/switch_bench.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using base::Errc;
using testing::ElementsAre;

class SwitchOnLoopback : public SwitchBench {};

TEST_F(SwitchOnLoopback, ACallFromTheAnnouncementToTheHangUp) {
    start();
    const auto agent = seat("201", "pw-a", "A");
    Telephone customer("customer");

    const auto leg = customer.call(port(), kDid, kMinsu);
    ASSERT_TRUE(customer.wait(PhoneEvent::Answered, leg));
    EXPECT_TRUE(customer.hears_something(leg)) << "the announcement";
    const auto arrived = told<core::SwitchCallArrived>();
    ASSERT_TRUE(arrived);
    EXPECT_EQ(arrived->caller.key(), "01000001111");
    EXPECT_EQ(arrived->did, "15880000");

    customer.press(leg, '1');
    const auto ring = agent->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    EXPECT_EQ(sip::value_of(ring->headers, core::kCallRefHeader), arrived->ref.value);
    EXPECT_EQ(sip::percent_decoded(sip::value_of(ring->headers, core::kQueueHeader)), "고객센터");
    EXPECT_EQ(sip::value_of(ring->headers, core::kDialledHeader), "15880000");
    EXPECT_EQ(ring->from_user, "01000001111");
    ASSERT_TRUE(told<core::SwitchSeatRinging>());

    agent->answer(ring->leg);
    ASSERT_TRUE(told<core::SwitchConnected>());
    customer.say(leg, 620);
    agent->say(ring->leg, 1100);
    EXPECT_TRUE(agent->hears_tone(ring->leg, 620));
    EXPECT_TRUE(customer.hears_tone(leg, 1100));

    agent->hold(ring->leg, true);
    ASSERT_TRUE(agent->wait(PhoneEvent::Reanswered, ring->leg));
    EXPECT_TRUE(customer.hears(leg, [](const media::Pcm& pcm) {
        return loudness(pcm) > 0.005 && media::tone_share(pcm, 1100, 400ms) < 0.1;
    })) << "music";
    agent->hold(ring->leg, false);
    EXPECT_TRUE(customer.hears_tone(leg, 1100));

    agent->hang_up(ring->leg);
    ASSERT_TRUE(customer.wait(PhoneEvent::Ended, leg));
    const auto ended = told<core::SwitchEnded>();
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->cause, core::EndCause::LocalHangup);
    EXPECT_FALSE(ended->by_customer);
    EXPECT_THAT(story(),
                ElementsAre("reachable", "arrived", "queued", "ringing", "connected", "held",
                            "resumed", "ended"));
}

TEST_F(SwitchOnLoopback, ADigitByInfoCountsAsWell) {
    start();
    Telephone customer("customer");
    const auto leg = customer.call(port(), "02-1234-5678", kMinsu);
    ASSERT_TRUE(customer.wait(PhoneEvent::Answered, leg));
    customer.info(leg, '1');
    EXPECT_TRUE(told<core::SwitchQueued>());
    EXPECT_TRUE(customer.hears_something(leg)) << "music";
    customer.hang_up(leg);
    const auto ended = told<core::SwitchEnded>();
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->cause, core::EndCause::Cancelled);
    EXPECT_TRUE(ended->by_customer);
}

TEST_F(SwitchOnLoopback, OnAllAddressesEachSideIsToldTheOneItCanReach) {
    config_.address = "0.0.0.0";
    start();
    const auto agent = seat("201", "pw-a", "A");
    Telephone customer("customer");
    const auto leg = ask_for_agent(customer);
    const auto ring = agent->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    agent->answer(ring->leg);
    ASSERT_TRUE(told<core::SwitchConnected>());
    customer.say(leg, 620);
    EXPECT_TRUE(agent->hears_tone(ring->leg, 620));
}

TEST_F(SwitchOnLoopback, ACustomerWhoHangsUpStopsTheRinging) {
    start();
    const auto agent = seat("201", "pw-a", "A");
    Telephone customer("customer");
    const auto leg = ask_for_agent(customer);
    const auto ring = agent->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    customer.hang_up(leg);
    const auto ended = agent->wait(PhoneEvent::Ended, ring->leg);
    ASSERT_TRUE(ended);
    EXPECT_FALSE(ended->elsewhere) << "this one was missed";
    const auto stopped = told<core::SwitchSeatStopped>();
    ASSERT_TRUE(stopped);
    EXPECT_EQ(stopped->outcome, "cancelled");
}

TEST_F(SwitchOnLoopback, ADeclineAndSilenceGoOnToTheNextSeat) {
    config_.seat_patience = 400ms;
    start();
    const auto first = seat("201", "pw-a", "A");
    const auto second = seat("202", "pw-b", "B");
    Telephone customer("customer");
    ask_for_agent(customer);
    const auto declined = first->wait(PhoneEvent::Offered);
    ASSERT_TRUE(declined);
    first->reject(declined->leg, 603);
    const auto ignored = second->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ignored);
    EXPECT_TRUE(second->wait(PhoneEvent::Ended, ignored->leg));
    EXPECT_TRUE(told<core::SwitchSeatStopped>(
        [](const auto& each) { return each.agent.value == "A" && each.outcome == "declined"; }));
    EXPECT_TRUE(told<core::SwitchSeatStopped>(
        [](const auto& each) { return each.agent.value == "B" && each.outcome == "no_answer"; }));
}

TEST_F(SwitchOnLoopback, APulledCallStopsRingingAtTheColleagueWhoIsToldWhy) {
    start();
    const auto first = seat("201", "pw-a", "A");
    const auto second = seat("202", "pw-b", "B");
    Telephone customer("customer");
    const auto leg = ask_for_agent(customer);
    const auto ring = first->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    const auto arrived = told<core::SwitchCallArrived>();
    Happened<bool> pulled;
    hub_.post([&] {
        switch_->pick_up(arrived->ref, core::AgentId("B"),
                         [&](const base::Status& status) { pulled.add(status.has_value()); });
    });
    const auto ended = first->wait(PhoneEvent::Ended, ring->leg);
    ASSERT_TRUE(ended);
    EXPECT_TRUE(ended->elsewhere);
    const auto mine = second->wait(PhoneEvent::Offered);
    ASSERT_TRUE(mine);
    second->answer(mine->leg);
    EXPECT_TRUE(pulled.wait([](bool ok) { return ok; }));
    const auto connected = told<core::SwitchConnected>();
    ASSERT_TRUE(connected);
    EXPECT_TRUE(connected->pulled);
    EXPECT_EQ(connected->agent.value, "B");
    customer.hang_up(leg);
    EXPECT_TRUE(second->wait(PhoneEvent::Ended, mine->leg));
}

TEST_F(SwitchOnLoopback, StrangersMayOnlyDialTheCentresNumbers) {
    start();
    Telephone stranger("stranger");
    EXPECT_FALSE(stranger.sign_in(port(), "201", "wrong"));
    Telephone nobody("nobody");
    EXPECT_FALSE(nobody.sign_in(port(), "999", "pw-a"));
    Telephone caller("caller");
    for (const char* number : {"201", "010-0000-2222", "112"}) {
        const auto ended = caller.wait(PhoneEvent::Ended, caller.call(port(), number, kMinsu));
        ASSERT_TRUE(ended) << number;
        EXPECT_EQ(ended->status, 407) << number;
    }
    const auto posing = caller.call(port(), kDid, "sip:201@127.0.0.1");
    EXPECT_EQ(caller.wait(PhoneEvent::Ended, posing)->status, 407) << "a seat proves who it is";
}

TEST_F(SwitchOnLoopback, AWithheldNumberStaysWithheld) {
    start();
    const auto agent = seat("201", "pw-a", "A");
    Telephone customer("customer");
    ask_for_agent(customer, "sip:anonymous@anonymous.invalid");
    EXPECT_TRUE(told<core::SwitchCallArrived>()->caller.hidden());
    EXPECT_EQ(agent->wait(PhoneEvent::Offered)->from_user, "anonymous");
}

TEST_F(SwitchOnLoopback, AnAgentCallsACustomerWhoAnswersAndSpeaks) {
    CustomersConfig people;
    people.sounds = SANGDAM_SOUNDS;
    people.answers_after = 100ms;
    customers_ = Customers::open(people).value();
    config_.trunk = "sip:{number}@127.0.0.1:" + std::to_string(customers_->port());
    start();
    const auto agent = seat("201", "pw-a", "A");
    const auto leg = agent->call(port(), "010-0000-2222", "sip:201@127.0.0.1");
    EXPECT_EQ(agent->wait(PhoneEvent::Progress, leg)->status, 180);
    ASSERT_TRUE(agent->wait(PhoneEvent::Answered, leg));
    EXPECT_TRUE(agent->hears_something(leg));
    agent->hang_up(leg);
    EXPECT_EQ(told<core::SwitchOutgoing>()->callee.key(), "01000002222");
    ASSERT_TRUE(told<core::SwitchEnded>());
    EXPECT_THAT(story(), ElementsAre("reachable", "outgoing", "connected", "ended"));
}

TEST_F(SwitchOnLoopback, ASimulatedCustomerCallsSpeaksAndHangsUp) {
    Happened<std::string> diary;
    CustomersConfig people;
    people.sounds = SANGDAM_SOUNDS;
    people.diary = [&](const std::string& line) { diary.add(line); };
    customers_ = Customers::open(people).value();
    start();
    const auto agent = seat("201", "pw-a", "A");
    Visit visit;
    visit.number = "01000001111";
    visit.did = "15880000";
    visit.mood = Mood::Angry;
    visit.presses_after = 50ms;
    visit.talks_for = 1ms; // One sentence and goodbye.
    customers_->call_in("127.0.0.1:" + std::to_string(port()), {visit});
    const auto ring = agent->wait(PhoneEvent::Offered);
    ASSERT_TRUE(ring);
    EXPECT_EQ(ring->from_user, "01000001111");
    agent->answer(ring->leg);
    EXPECT_TRUE(agent->hears_something(ring->leg));
    EXPECT_TRUE(diary.wait([](const auto& line) { return line.ends_with("talks with an agent"); }));
    const auto ended = agent->wait(PhoneEvent::Ended, ring->leg);
    ASSERT_TRUE(ended);
    EXPECT_EQ(told<core::SwitchEnded>()->cause, core::EndCause::RemoteHangup);
    EXPECT_EQ(diary.all().front(), "010-****-1111 calls");
}

TEST_F(SwitchOnLoopback, WhatCannotStartSaysWhatIsMissing) {
    start();
    auto second = config_;
    second.sip_port = port();
    EXPECT_EQ(PracticeSwitch(second, hub_, clock_, random_).start().error().code,
              Errc::Unavailable);
    auto mute = config_;
    mute.sounds = "/nonexistent";
    const auto no_sound = PracticeSwitch(mute, hub_, clock_, random_).start();
    ASSERT_FALSE(no_sound);
    EXPECT_NE(no_sound.error().what.find("welcome.wav"), std::string::npos);
    auto numberless = config_;
    numberless.dids.clear();
    EXPECT_EQ(PracticeSwitch(numberless, hub_, clock_, random_).start().error().code,
              Errc::BadInput);
}

TEST(SmallAfternoon, TheSameSeedGivesTheSameVisitsFromNumbersThatNobodyHas) {
    const auto visits = small_afternoon(7, "15880000");
    EXPECT_EQ(visits, small_afternoon(7, "15880000"));
    EXPECT_NE(visits, small_afternoon(8, "15880000"));
    EXPECT_EQ(visits.front().after, 2s);
    EXPECT_EQ(visits.front().number, "01000001111");
    EXPECT_EQ(visits.front().gives_up_after, 0ms);
    for (const auto& each : visits)
        EXPECT_TRUE(each.number.empty() || each.number.starts_with("0100"));
}

} // namespace
} // namespace sangdam::pbx
