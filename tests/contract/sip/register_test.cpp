// SPDX-License-Identifier: MIT
//
// Phones register at an endpoint that is the registrar, over real sockets on loopback.

#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;
using State = AccountReport::State;

constexpr const char* kOffer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                               "t=0 0\r\nm=audio 4000 RTP/AVP 8\r\n";

class Registering : public testing::TestWithParam<Transport> {
protected:
    Registering() { hub.become_registrar({{"1001", "right"}, {"1002", "other"}}); }

    static EndpointConfig phone_config() {
        EndpointConfig config;
        config.udp = GetParam() == Transport::Udp;
        config.tcp = GetParam() == Transport::Tcp;
        config.user = "1001";
        return config;
    }
    Account account(const std::string& secret = "right") {
        Account account;
        account.registrar = "sip:127.0.0.1:" + std::to_string(hub.port()) +
                            ";transport=" + std::string{name(GetParam())};
        account.user = "1001";
        account.secret = base::Secret{secret};
        account.display = "상담원";
        return account;
    }
    void expect_reachable(bool reachable) {
        EXPECT_TRUE(hub.reachables.take([&](const auto& r) {
            return r == std::pair{std::string{"1001"}, reachable};
        }));
    }

    SipSeat hub;
    SipSeat phone{phone_config()};
};

INSTANTIATE_TEST_SUITE_P(Over, Registering, testing::Values(Transport::Udp, Transport::Tcp),
                         [](const auto& test) { return std::string{name(test.param)}; });

TEST_P(Registering, TheRightPasswordRegistersAndRemovingTheAccountUnregisters) {
    const auto id = phone.add_account(account());
    EXPECT_EQ(phone.expect_report(State::Registered).granted, std::chrono::seconds{300});
    expect_reachable(true);
    phone.tell([&](Endpoint& e) { e.remove_account(id); });
    phone.expect_report(State::Removed);
    expect_reachable(false);
}

TEST_P(Registering, TheWrongPasswordIsRefusedAndNotCalledUnreachable) {
    phone.add_account(account("wrong"));
    const auto report = phone.expect_report(State::Refused);
    EXPECT_EQ(report.status, 401);
    EXPECT_NE(report.what.find("password"), std::string::npos) << report.what;
    EXPECT_TRUE(hub.tell([](Endpoint& e) { return e.bindings("1001"); }).empty());
}

TEST_P(Registering, AnUnknownUserIsRefused) {
    auto unknown = account();
    unknown.user = "9999";
    phone.add_account(unknown);
    phone.expect_report(State::Refused);
}

TEST_P(Registering, NobodyMayRegisterForSomebodyElse) {
    auto thief = account("other");
    thief.auth_user = "1002";
    phone.add_account(thief);
    EXPECT_EQ(phone.expect_report(State::Refused).status, 403);
}

TEST_P(Registering, ARegisteredPhoneCanBeRungAndHangUp) {
    phone.add_account(account());
    phone.expect_report(State::Registered);
    const auto bindings = hub.tell([](Endpoint& e) { return e.bindings("1001"); });
    ASSERT_EQ(bindings.size(), 1U);
    OutgoingLeg leg;
    leg.target = bindings[0].contact;
    leg.route = bindings[0].route;
    leg.from_uri = "sip:01012345678@127.0.0.1";
    leg.sdp = kOffer;
    hub.call(leg);
    const auto in = phone.expect("offered");
    EXPECT_EQ(in.offer.from.user, "01012345678");
    EXPECT_EQ(in.offer.request_user, "1001");
    phone.tell([&](Endpoint& e) { e.answer(in.leg, kOffer); });
    hub.expect("answered");
    phone.expect("confirmed");
    phone.tell([&](Endpoint& e) { e.bye(in.leg); });
    EXPECT_TRUE(hub.expect("ended").ending.by_remote);
    phone.expect("ended");
}

TEST_P(Registering, ASeatThatCallsIsAskedAndThenKnown) {
    phone.add_account(account());
    phone.expect_report(State::Registered);
    OutgoingLeg leg;
    leg.target = hub.uri("01099998888", ";transport=" + std::string{name(GetParam())});
    leg.sdp = kOffer;
    leg.credentials = Credentials{"1001", base::Secret{"right"}};
    const auto a = phone.call(leg);
    const auto first = hub.expect("offered");
    EXPECT_TRUE(first.offer.authenticated.empty());
    hub.tell([&](Endpoint& e) { e.challenge(first.leg); });
    const auto second = hub.expect("offered");
    EXPECT_EQ(second.offer.authenticated, "1001");
    EXPECT_EQ(second.offer.call_id, first.offer.call_id);
    hub.tell([&](Endpoint& e) { e.answer(second.leg, kOffer); });
    EXPECT_EQ(phone.expect("answered").leg, a);
}

TEST_P(Registering, ACallerWithTheWrongPasswordIsToldSo) {
    OutgoingLeg leg;
    leg.target = hub.uri("0101", ";transport=" + std::string{name(GetParam())});
    leg.sdp = kOffer;
    leg.credentials = Credentials{"1001", base::Secret{"wrong"}};
    phone.call(leg);
    for (int i = 0; i < 2; ++i) {
        const auto in = hub.expect("offered");
        EXPECT_TRUE(in.offer.authenticated.empty());
        hub.tell([&](Endpoint& e) { e.challenge(in.leg); });
    }
    EXPECT_EQ(phone.expect("ended").status, 407);
}

TEST_P(Registering, AShortRegistrationIsRenewedBeforeItRunsOut) {
    auto brief = account();
    brief.expires = std::chrono::seconds{4};
    phone.add_account(brief);
    phone.expect_report(State::Registered);
    expect_reachable(true);
    EXPECT_FALSE(hub.reachables.take([](const auto& r) { return !r.second; },
                                     std::chrono::milliseconds{5000}))
        << "it ran out";
}

TEST_P(Registering, APhoneThatVanishesIsGoneWhenItsTimeIsUp) {
    // As a phone whose cable was pulled: its binding is put there and nobody renews it.
    auto brief = account();
    brief.expires = std::chrono::seconds{1};
    const auto id = phone.add_account(brief);
    phone.expect_report(State::Registered);
    expect_reachable(true);
    hub.tell([](Endpoint& e) { e.drop_bindings("1001"); });
    expect_reachable(false);
    phone.tell([&](Endpoint& e) { e.remove_account(id); });
}

TEST_P(Registering, ClosingThePhoneUnregistersIt) {
    phone.add_account(account());
    phone.expect_report(State::Registered);
    expect_reachable(true);
    phone.close();
    expect_reachable(false);
}

TEST_P(Registering, ARegistrarThatComesBackIsFoundAgain) {
    auto lost = account();
    std::uint16_t port = 0;
    {
        SipSeat gone;
        port = gone.port();
    }
    lost.registrar =
        "sip:127.0.0.1:" + std::to_string(port) + ";transport=" + std::string{name(GetParam())};
    phone.add_account(lost);
    phone.expect_report(State::Unreachable);
    EndpointConfig config;
    config.port = port;
    SipSeat back{config};
    back.become_registrar({{"1001", "right"}});
    phone.expect_report(State::Registered);
}

TEST_P(Registering, WithoutARegistrarRegisterIsForbidden) {
    hub.tell([](Endpoint& e) { e.set_registrar(nullptr); });
    phone.add_account(account());
    EXPECT_EQ(phone.expect_report(State::Refused).status, 403);
}

} // namespace
} // namespace sangdam::sip
