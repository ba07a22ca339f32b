// SPDX-License-Identifier: MIT
//
// Two endpoints call each other over real sockets on loopback, once over UDP and once over TCP.

#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

#include <set>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;

constexpr const char* kOffer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                               "t=0 0\r\nm=audio 4000 RTP/AVP 8\r\na=sendrecv\r\n";
constexpr const char* kAnswer = "v=0\r\no=- 2 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                                "t=0 0\r\nm=audio 5000 RTP/AVP 8\r\na=sendrecv\r\n";
constexpr const char* kHold = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                              "t=0 0\r\nm=audio 4000 RTP/AVP 8\r\na=sendonly\r\n";

EndpointConfig over(Transport transport) {
    EndpointConfig config;
    config.udp = transport == Transport::Udp;
    config.tcp = transport == Transport::Tcp;
    return config;
}

class Calls : public testing::TestWithParam<Transport> {
protected:
    OutgoingLeg to_bob() {
        OutgoingLeg leg;
        leg.target = bob.uri("1001", ";transport=" + std::string{name(GetParam())});
        leg.sdp = kOffer;
        return leg;
    }
    // Both legs of a call that is up.
    std::pair<LegId, LegId> up() {
        const auto a = alice.call(to_bob());
        const auto b = bob.expect("offered").leg;
        bob.tell([&](Endpoint& e) { e.answer(b, kAnswer); });
        alice.expect("answered");
        bob.expect("confirmed");
        return {a, b};
    }

    SipSeat alice{over(GetParam())};
    SipSeat bob{over(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(Over, Calls, testing::Values(Transport::Udp, Transport::Tcp),
                         [](const auto& test) { return std::string{name(test.param)}; });

TEST_P(Calls, RingAnswerAndTheCallerHangsUp) {
    const auto a = alice.call(to_bob());
    const auto b = bob.expect("offered");
    EXPECT_EQ(b.sdp, kOffer);
    bob.tell([&](Endpoint& e) { e.ring(b.leg); });
    EXPECT_EQ(alice.expect("progress").status, 180);
    bob.tell([&](Endpoint& e) { e.answer(b.leg, kAnswer); });
    EXPECT_EQ(alice.expect("answered").sdp, kAnswer);
    EXPECT_EQ(bob.expect("accepted").leg, b.leg);
    bob.expect("confirmed");
    alice.tell([&](Endpoint& e) { e.bye(a); });
    EXPECT_TRUE(bob.expect("ended").ending.by_remote);
    EXPECT_FALSE(alice.expect("ended").ending.by_remote);
}

TEST_P(Calls, TheCalledOneHangsUp) {
    const auto [a, b] = up();
    bob.tell([&, leg = b](Endpoint& e) { e.bye(leg); });
    EXPECT_EQ(alice.expect("ended").leg, a);
    EXPECT_FALSE(bob.expect("ended").ending.by_remote);
}

TEST_P(Calls, WhoCallsAndWhyIsReadFromTheInvite) {
    auto leg = to_bob();
    leg.from_uri = "sip:01012345678@127.0.0.1";
    leg.from_display = "김 \"사장\"";
    leg.headers = {{"X-Sangdam-Call", "0192-abc"},
                   {"P-Asserted-Identity", "\"Kim\" <sip:0212345678@pbx>"},
                   {"Alert-Info", "<urn:alert:source:external>"}};
    alice.call(leg);
    const auto in = bob.expect("offered").offer;
    EXPECT_EQ(in.request_user, "1001");
    EXPECT_EQ(in.from.user, "01012345678");
    EXPECT_EQ(in.from.display, "김 \"사장\"");
    ASSERT_TRUE(in.asserted);
    EXPECT_EQ(in.asserted->user, "0212345678");
    EXPECT_EQ(value_of(in.headers, "x-sangdam-call"), "0192-abc");
    EXPECT_EQ(value_of(in.headers, "Alert-Info"), "<urn:alert:source:external>");
    EXPECT_FALSE(in.call_id.empty());
    EXPECT_EQ(in.source.rfind("127.0.0.1:", 0), 0U) << in.source;
    EXPECT_TRUE(in.authenticated.empty());
}

TEST_P(Calls, ALineEndInAHeaderValueDoesNotBecomeAHeader) {
    auto leg = to_bob();
    leg.headers = {{"X-Good", "yes"}, {"X-Bad", "a\r\nX-Injected: b"}, {"X Bad", "c"}};
    alice.call(leg);
    const auto in = bob.expect("offered").offer;
    EXPECT_EQ(value_of(in.headers, "X-Good"), "yes");
    EXPECT_EQ(value_of(in.headers, "X-Bad"), "");
    EXPECT_EQ(value_of(in.headers, "X-Injected"), "");
}

TEST_P(Calls, GivingUpWhileItRingsIsAMissedCallForTheOther) {
    const auto a = alice.call(to_bob());
    const auto b = bob.expect("offered").leg;
    bob.tell([&](Endpoint& e) { e.ring(b); });
    alice.expect("progress");
    alice.tell([&](Endpoint& e) { e.bye(a); });
    const auto ended = bob.expect("ended").ending;
    EXPECT_TRUE(ended.cancelled);
    EXPECT_TRUE(ended.by_remote);
    EXPECT_FALSE(ended.answered_elsewhere());
    EXPECT_FALSE(alice.expect("ended").ending.by_remote);
}

TEST_P(Calls, ACallThatAColleagueTookSaysSo) {
    const auto a = alice.call(to_bob());
    const auto b = bob.expect("offered").leg;
    bob.tell([&](Endpoint& e) { e.ring(b); });
    alice.expect("progress");
    alice.tell([&](Endpoint& e) { e.bye(a, "SIP;cause=200;text=\"Call completed elsewhere\""); });
    const auto ended = bob.expect("ended").ending;
    EXPECT_TRUE(ended.cancelled);
    EXPECT_TRUE(ended.answered_elsewhere()) << ended.reason;
}

TEST_P(Calls, ARejectionCarriesItsCode) {
    for (const int code : {486, 603, 404}) {
        alice.call(to_bob());
        const auto b = bob.expect("offered").leg;
        bob.tell([&](Endpoint& e) { e.reject(b, code); });
        EXPECT_EQ(alice.expect("ended").status, code);
        EXPECT_EQ(bob.expect("ended").status, code);
    }
}

TEST_P(Calls, HangingUpOnARingingCallDeclinesIt) {
    alice.call(to_bob());
    const auto b = bob.expect("offered").leg;
    bob.tell([&](Endpoint& e) { e.bye(b); });
    EXPECT_EQ(alice.expect("ended").status, 603);
}

TEST_P(Calls, HoldAndResumeFromBothEnds) {
    const auto [a, b] = up();
    alice.tell([&, leg = a](Endpoint& e) { e.reinvite(leg, kHold); });
    EXPECT_EQ(bob.expect("reoffered").sdp, kHold);
    bob.tell([&, leg = b](Endpoint& e) { e.answer(leg, kAnswer); });
    const auto held = alice.expect("reanswered");
    EXPECT_EQ(held.status, 200);
    EXPECT_EQ(held.sdp, kAnswer);
    bob.tell([&, leg = b](Endpoint& e) { e.reinvite(leg, kHold); });
    alice.expect("reoffered");
    alice.tell([&, leg = a](Endpoint& e) { e.answer(leg, kAnswer); });
    EXPECT_EQ(bob.expect("reanswered").status, 200);
    alice.tell([&, leg = a](Endpoint& e) { e.bye(leg); });
    bob.expect("ended");
    alice.expect("ended");
}

TEST_P(Calls, ARefusedReinviteLeavesTheCallUp) {
    const auto [a, b] = up();
    alice.tell([&, leg = a](Endpoint& e) { e.reinvite(leg, kHold); });
    bob.expect("reoffered");
    bob.tell([&, leg = b](Endpoint& e) { e.reject(leg, 488); });
    EXPECT_EQ(alice.expect("reanswered").status, 488);
    bob.tell([&, leg = b](Endpoint& e) { e.bye(leg); });
    EXPECT_TRUE(alice.expect("ended").ending.by_remote);
}

TEST_P(Calls, TwoReinvitesThatMeetBothSucceedInTheEnd) {
    const auto [a, b] = up();
    fakes::on(alice.thread, [&] { alice.answer_reoffers_with = kOffer; });
    fakes::on(bob.thread, [&] { bob.answer_reoffers_with = kAnswer; });
    alice.thread.post([&, leg = a] { alice.endpoint->reinvite(leg, kHold); });
    bob.thread.post([&, leg = b] { bob.endpoint->reinvite(leg, kAnswer); });
    EXPECT_EQ(alice.expect("reanswered").status, 200);
    EXPECT_EQ(bob.expect("reanswered").status, 200);
    EXPECT_EQ(bob.expect("reoffered").sdp, kHold);
    EXPECT_EQ(alice.expect("reoffered").sdp, kAnswer);
}

TEST_P(Calls, ADigitArrivesByInfo) {
    const auto [a, b] = up();
    alice.tell([&, leg = a](Endpoint& e) { e.info_digit(leg, '#'); });
    const auto digit = bob.expect("digit");
    EXPECT_EQ(digit.leg, b);
    EXPECT_EQ(digit.digit, '#');
}

TEST_P(Calls, EarlyMediaComesWithItsDescription) {
    alice.call(to_bob());
    const auto b = bob.expect("offered").leg;
    bob.tell([&](Endpoint& e) { e.ring(b, 183, kAnswer); });
    const auto progress = alice.expect("progress");
    EXPECT_EQ(progress.status, 183);
    EXPECT_EQ(progress.sdp, kAnswer);
}

TEST_P(Calls, AnInviteWithoutAnOfferIsAnsweredWithOursAndTheAckAnswersIt) {
    auto leg = to_bob();
    leg.sdp.clear();
    alice.call(leg);
    const auto b = bob.expect("offered");
    EXPECT_TRUE(b.sdp.empty());
    bob.tell([&](Endpoint& e) { e.answer(b.leg, kAnswer); });
    EXPECT_EQ(alice.expect("answered").sdp, kAnswer);
    bob.expect("confirmed");
}

TEST_P(Calls, NobodyListeningMeansTemporarilyUnavailable) {
    bob.tell([](Endpoint& e) { e.set_listener(nullptr); });
    alice.call(to_bob());
    EXPECT_EQ(alice.expect("ended").status, 480);
}

TEST_P(Calls, ClosingAnEndpointHangsUpItsCalls) {
    const auto [a, b] = up();
    bob.close();
    const auto ended = alice.expect("ended");
    EXPECT_EQ(ended.leg, a);
    EXPECT_TRUE(ended.ending.by_remote);
}

TEST_P(Calls, CommandsOnALegThatIsGoneDoNothing) {
    const auto [a, b] = up();
    alice.tell([&, leg = a](Endpoint& e) { e.bye(leg); });
    alice.expect("ended");
    alice.tell([&, leg = a](Endpoint& e) {
        e.bye(leg);
        e.answer(leg, kAnswer);
        e.reinvite(leg, kHold);
        e.ring(leg);
        e.reject(leg, 486);
        e.info_digit(leg, '1');
        e.challenge(leg);
    });
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "ended"; }));
}

TEST(Endpoint, WhatIsNoSipAddressCannotBeCalled) {
    SipSeat alice;
    for (const char* target :
         {"", "1001", "tel:1001", "sip:", "sip:a b@c", "sip:a@b\r\nX: y", "http://x", "sip:a@b>"}) {
        alice.tell([&](Endpoint& e) {
            OutgoingLeg leg;
            leg.target = target;
            leg.sdp = kOffer;
            const auto result = e.invite(leg);
            ASSERT_FALSE(result) << target;
            EXPECT_EQ(result.error().code, base::Errc::BadInput);
        });
    }
}

TEST(Endpoint, ABusyPortIsNamedInTheError) {
    SipSeat first;
    EndpointConfig same;
    same.port = first.port();
    for (const bool udp : {true, false}) {
        same.udp = udp;
        same.tcp = !udp;
        CallThread thread;
        fakes::on(thread, [&] {
            const auto second = Endpoint::open(thread, same);
            ASSERT_FALSE(second);
            EXPECT_EQ(second.error().code, base::Errc::Unavailable);
            EXPECT_NE(second.error().what.find(std::to_string(same.port)), std::string::npos);
        });
    }
}

TEST(Endpoint, AnAddressThatIsNotOursIsBadInput) {
    CallThread thread;
    for (const char* address : {"192.0.2.1", "nonsense", ""}) {
        fakes::on(thread, [&] {
            EndpointConfig config;
            config.address = address;
            const auto result = Endpoint::open(thread, config);
            ASSERT_FALSE(result) << address;
            EXPECT_EQ(result.error().code, base::Errc::BadInput);
        });
    }
}

TEST(Endpoint, ACallWhereNobodyListensIsUnreachable) {
    SipSeat alice;
    std::uint16_t free = 0;
    {
        SipSeat gone;
        free = gone.port();
    }
    OutgoingLeg leg;
    leg.target = "sip:1001@127.0.0.1:" + std::to_string(free) + ";transport=tcp";
    leg.sdp = kOffer;
    alice.call(leg);
    EXPECT_EQ(alice.expect("ended").status, 503);
}

TEST(CallThread, RunsTasksInOrderAndTimersByTime) {
    CallThread thread;
    std::promise<std::vector<int>> done;
    thread.post([&, order = std::make_shared<std::vector<int>>()] {
        auto late = std::make_shared<base::Timer>();
        auto early = std::make_shared<base::Timer>();
        auto never = thread.after(std::chrono::milliseconds{1}, [order] { order->push_back(9); });
        never.reset();
        *late = thread.after(std::chrono::milliseconds{20}, [&done, order, late] {
            order->push_back(4);
            done.set_value(*order);
        });
        *early =
            thread.after(std::chrono::milliseconds{5}, [order, early] { order->push_back(3); });
        thread.post([order] { order->push_back(2); });
        order->push_back(1);
    });
    EXPECT_EQ(done.get_future().get(), (std::vector<int>{1, 2, 3, 4}));
}

TEST(CallThread, ManyThreadsMayPostAtOnceAndNothingIsLost) {
    constexpr int kThreads = 4;
    constexpr int kEach = 2000;
    int count = 0;
    {
        CallThread thread;
        std::vector<std::thread> posters;
        for (int i = 0; i < kThreads; ++i)
            posters.emplace_back([&] {
                for (int n = 0; n < kEach; ++n) thread.post([&] { ++count; });
            });
        for (auto& poster : posters) poster.join();
    }
    EXPECT_EQ(count, kThreads * kEach);
}

} // namespace
} // namespace sangdam::sip
