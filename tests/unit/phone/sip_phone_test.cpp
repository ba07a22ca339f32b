// SPDX-License-Identifier: MIT
//
// The whole telephone over loopback: real SIP, real RTP, a sound card made of arithmetic.

#include "fakes/phone_seat.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

using namespace std::chrono_literals;
using core::EndCause;
using core::Phase;
using core::RegistrationState;
using fakes::PhoneSeat;
using fakes::SipSeat;

constexpr double kAlice = 500;
constexpr double kBob = 800;

class Phones : public testing::TestWithParam<sip::Transport> {
protected:
    PhoneConfig config(const std::string& user, const std::string& secret) {
        PhoneConfig config;
        config.account.registrar = "127.0.0.1:" + std::to_string(hub.port());
        config.account.user = user;
        config.account.secret = base::Secret{secret};
        config.account.display = "상담원 " + user;
        config.transport = GetParam();
        return config;
    }
    std::string uri(PhoneSeat& phone) const {
        return "sip:x@127.0.0.1:" + std::to_string(phone.port()) +
               ";transport=" + std::string{name(GetParam())};
    }
    // A call from alice to bob that both hear.
    std::pair<core::CallId, core::CallId> talk() {
        const auto a = alice.dial(uri(bob));
        const auto b = bob.expect(Phase::Ringing).id;
        bob.tell([&](SipPhone& p) { p.answer(b); });
        alice.expect(Phase::Talking);
        bob.expect(Phase::Talking);
        EXPECT_TRUE(alice.line->hears(kBob));
        EXPECT_TRUE(bob.line->hears(kAlice));
        return {a, b};
    }
    // An INVITE as the switch sends it to a seat.
    sip::OutgoingLeg from_switch(PhoneSeat& phone) const {
        sip::OutgoingLeg leg;
        leg.target = uri(phone);
        leg.from_uri = "sip:01012345678@127.0.0.1";
        leg.from_display = "김고객";
        leg.sdp = kOffer;
        return leg;
    }
    static constexpr const char* kOffer =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        "m=audio 4 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";

    SipSeat hub{{}, {{"1001", "one"}, {"1002", "two"}}};
    PhoneSeat alice{config("1001", "one"), kAlice};
    PhoneSeat bob{config("1002", "two"), kBob};
};

INSTANTIATE_TEST_SUITE_P(Over, Phones, testing::Values(sip::Transport::Udp, sip::Transport::Tcp),
                         [](const auto& test) { return std::string{name(test.param)}; });

TEST_P(Phones, RegisterAtOnce) {
    alice.expect(RegistrationState::Registered);
    bob.expect(RegistrationState::Registered);
    EXPECT_EQ(hub.tell([](sip::Endpoint& e) { return e.bindings("1001").size(); }), 1U);
}

TEST_P(Phones, ToneFlowsBothWaysAndTheFarEndHangsUp) {
    const auto [a, b] = talk();
    alice.tell([&, id = a](SipPhone& p) { p.hang_up(id); });
    EXPECT_EQ(alice.expect(Phase::Ended).cause, EndCause::LocalHangup);
    EXPECT_EQ(bob.expect(Phase::Ended).cause, EndCause::RemoteHangup);
    EXPECT_TRUE(bob.line->hears_no(kAlice));
}

TEST_P(Phones, HoldSilencesBothEndsAndResumeBringsThemBack) {
    const auto [a, b] = talk();
    alice.tell([&, id = a](SipPhone& p) { p.set_hold(id, true); });
    alice.expect(Phase::Held);
    EXPECT_TRUE(bob.line->hears_no(kAlice));
    EXPECT_TRUE(alice.line->hears_no(kBob));
    alice.tell([&, id = a](SipPhone& p) { p.set_hold(id, false); });
    alice.expect(Phase::Talking);
    EXPECT_TRUE(bob.line->hears(kAlice));
    EXPECT_TRUE(alice.line->hears(kBob));
}

TEST_P(Phones, MuteIsOneWay) {
    const auto [a, b] = talk();
    alice.tell([&, id = a](SipPhone& p) { p.set_mute(id, true); });
    EXPECT_TRUE(bob.line->hears_no(kAlice));
    EXPECT_TRUE(alice.line->hears(kBob));
    alice.tell([&, id = a](SipPhone& p) { p.set_mute(id, false); });
    EXPECT_TRUE(bob.line->hears(kAlice));
}

TEST_P(Phones, KeysArriveAtTheFarEndInOrder) {
    const auto [a, b] = talk();
    for (const char key : {'1', '#', '9'})
        alice.tell([&, id = a](SipPhone& p) { p.send_digit(id, key); });
    for (const char key : {'1', '#', '9'}) {
        const auto heard = bob.digits.take([](char) { return true; });
        ASSERT_TRUE(heard);
        EXPECT_EQ(*heard, key);
    }
}

TEST_P(Phones, TheCardIsToldWhoCallsAndWhichCallOfTheCentreItIs) {
    auto leg = from_switch(bob);
    leg.headers = {{core::kCallRefHeader, "0192f0c1-0000-7000-8000-000000000001"},
                   {core::kQueueHeader, sip::percent_encoded("배송 문의")},
                   {core::kDialledHeader, "15881234"}};
    hub.call(leg);
    const auto call = bob.expect(Phase::Ringing);
    EXPECT_EQ(call.peer, core::PhoneNumber::parse("010-1234-5678"));
    EXPECT_EQ(call.peer_name, "김고객");
    EXPECT_EQ(call.ref.value, "0192f0c1-0000-7000-8000-000000000001");
    EXPECT_EQ(call.queue, "배송 문의");
    EXPECT_EQ(call.dialled, "15881234");
    EXPECT_TRUE(bob.invites.take([&](core::CallId id) { return id == call.id; }));
}

TEST_P(Phones, AnsweringFromInsideTheListenerSendsTheOkWithoutWaitingForSound) {
    fakes::on(bob.thread, [&] { bob.answer_at_once = true; });
    hub.call(from_switch(bob));
    EXPECT_FALSE(hub.expect("answered").sdp.empty());
    const auto took = bob.oks.take([](auto) { return true; });
    ASSERT_TRUE(took);
    EXPECT_LT(*took, 200ms); // Far under one on an idle machine; this one runs other tests too.
}

TEST_P(Phones, ACallerWhoGivesUpIsMissedAndOneThatAColleagueTookIsNot) {
    for (const auto& [reason, cause] : {std::pair{"", EndCause::Cancelled},
                                        std::pair{"SIP;cause=200;text=\"Call completed elsewhere\"",
                                                  EndCause::AnsweredElsewhere}}) {
        const auto leg = hub.call(from_switch(bob));
        bob.expect(Phase::Ringing);
        hub.expect("progress");
        hub.tell([&, why = reason](sip::Endpoint& e) { e.bye(leg, why); });
        EXPECT_EQ(bob.expect(Phase::Ended).cause, cause);
    }
}

TEST_P(Phones, DecliningIsSeenByTheCaller) {
    const auto a = alice.dial(uri(bob));
    const auto b = bob.expect(Phase::Ringing).id;
    bob.tell([&](SipPhone& p) { p.hang_up(b); });
    EXPECT_EQ(bob.expect(Phase::Ended).cause, EndCause::Rejected);
    const auto ended = alice.expect(Phase::Ended);
    EXPECT_EQ(ended.id, a);
    EXPECT_EQ(ended.cause, EndCause::Rejected);
}

TEST_P(Phones, GivingUpBeforeTheAnswerIsHeardByTheOther) {
    const auto a = alice.dial(uri(bob));
    bob.expect(Phase::Ringing);
    alice.expect(Phase::Alerting);
    alice.tell([&](SipPhone& p) { p.hang_up(a); });
    EXPECT_EQ(bob.expect(Phase::Ended).cause, EndCause::Cancelled);
}

TEST_P(Phones, ASecondCallRingsAndAnsweringItHoldsTheFirst) {
    const auto [a, b] = talk();
    hub.call(from_switch(bob));
    const auto second = bob.expect(Phase::Ringing).id;
    bob.tell([&](SipPhone& p) { p.answer(second); });
    EXPECT_EQ(bob.expect(Phase::Talking).id, second);
    EXPECT_EQ(bob.expect(Phase::Held).id, b);
    EXPECT_TRUE(alice.line->hears_no(kBob));
}

TEST_P(Phones, AFifthCallIsBusy) {
    for (std::size_t i = 0; i < kMaxCalls; ++i) {
        hub.call(from_switch(bob));
        bob.expect(Phase::Ringing);
    }
    hub.call(from_switch(bob));
    EXPECT_EQ(hub.expect("ended").status, 486);
}

TEST_P(Phones, AnInviteWithoutAnOfferGetsOursAndTalksAfterTheAck) {
    auto leg = from_switch(bob);
    leg.sdp.clear();
    hub.call(leg);
    const auto b = bob.expect(Phase::Ringing).id;
    bob.tell([&](SipPhone& p) { p.answer(b); });
    // The hub's endpoint acknowledges without a description: no sound can come of it.
    EXPECT_NE(hub.expect("answered").sdp.find("opus"), std::string::npos);
    EXPECT_TRUE(hub.expect("ended").ending.by_remote);
    bob.expect(Phase::Ended);
}

TEST_P(Phones, AnOfferWithoutACodecOfOursIsNotAcceptable) {
    auto leg = from_switch(bob);
    leg.sdp = "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4 RTP/AVP 18\r\n";
    hub.call(leg);
    EXPECT_EQ(hub.expect("ended").status, 488);
    leg.sdp = "this is no description";
    hub.call(leg);
    EXPECT_EQ(hub.expect("ended").status, 488);
    EXPECT_FALSE(bob.calls.has([](const core::Call&) { return true; }));
}

TEST_P(Phones, AnAnswerWithoutSoundEndsTheCall) {
    alice.dial("7");
    const auto offered = hub.expect("offered");
    hub.tell([&](sip::Endpoint& e) { e.answer(offered.leg, "v=0\r\n"); });
    hub.expect("ended");
    EXPECT_EQ(alice.expect(Phase::Ended).cause, EndCause::Failed);
}

TEST_P(Phones, ANumberIsDialledAtThePbxAndProvesWhoCalls) {
    alice.expect(RegistrationState::Registered);
    alice.dial("010-9999-8888");
    const auto first = hub.expect("offered");
    EXPECT_EQ(first.offer.request_user, "01099998888");
    hub.tell([&](sip::Endpoint& e) { e.challenge(first.leg); });
    const auto second = hub.expect("offered");
    EXPECT_EQ(second.offer.authenticated, "1001");
    EXPECT_EQ(second.offer.from.user, "1001");
    hub.tell([&](sip::Endpoint& e) { e.reject(second.leg, 486); });
    EXPECT_EQ(alice.expect(Phase::Ended).cause, EndCause::Busy);
}

TEST_P(Phones, TheWrongPasswordIsRefusedAndSaysSo) {
    PhoneSeat mallory{config("1001", "wrong"), 300};
    EXPECT_NE(mallory.expect(RegistrationState::Refused).what.find("password"), std::string::npos);
}

TEST_P(Phones, ClosingThePhoneEndsItsCallAndUnregisters) {
    alice.expect(RegistrationState::Registered);
    talk();
    fakes::on(alice.thread, [&] { alice.phone.reset(); });
    EXPECT_EQ(bob.expect(Phase::Ended).cause, EndCause::RemoteHangup);
    EXPECT_TRUE(hub.reachables.take([](const auto& r) {
        return r == std::pair{std::string{"1001"}, false};
    }));
}

TEST(SipPhone, AnAccountThatCannotWorkIsBadInput) {
    sip::CallThread thread;
    base::SystemClock clock;
    fakes::on(thread, [&] {
        auto engine = media::Engine::open({}, thread);
        ASSERT_TRUE(engine);
        for (const auto& [registrar, user] :
             {std::pair{"", "1001"}, std::pair{"pbx", ""}, std::pair{"not a host", "1001"}}) {
            PhoneConfig config;
            config.account.registrar = registrar;
            config.account.user = user;
            const auto result = SipPhone::open(thread, **engine, clock, config);
            ASSERT_FALSE(result);
            EXPECT_EQ(result.error().code, base::Errc::BadInput);
        }
    });
}

// A second sign-in puts a new phone in: an id that is used again would look like a call that ended.
TEST_P(Phones, APhoneThatReplacesAnotherCountsItsCallsOnFromThere) {
    auto later = config("1003", "three");
    later.last_call = core::CallId{41};
    PhoneSeat replacement(later, kAlice);
    EXPECT_EQ(replacement.dial(uri(bob)), core::CallId{42});
}

} // namespace
} // namespace sangdam::phone
