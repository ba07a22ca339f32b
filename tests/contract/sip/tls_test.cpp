// SPDX-License-Identifier: MIT
//
// A phone at a registrar over TLS on loopback: whom it trusts, and what it says when it does not.

#include "fakes/certificates.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;
using State = AccountReport::State;

constexpr const char* kOffer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                               "t=0 0\r\nm=audio 4000 RTP/AVP 8\r\n";

class Tls : public testing::Test {
protected:
    void SetUp() override {
        if (!fakes::Certificates::possible()) GTEST_SKIP() << "no openssl program";
    }
    static EndpointConfig over_tls(const std::string& ca, const std::string& certificate = {}) {
        EndpointConfig config;
        config.udp = config.tcp = false;
        config.tls = true;
        config.ca_file = ca;
        config.certificate = certificate;
        config.user = "1001";
        return config;
    }
    EndpointConfig pbx(const std::string& names) {
        return over_tls(certificates.authority(), certificates.server(names));
    }
    static Account account_at(SipSeat& hub, const std::string& host = "127.0.0.1") {
        Account account;
        account.registrar = "sip:" + host + ":" + std::to_string(hub.port()) + ";transport=tls";
        account.user = "1001";
        account.secret = base::Secret{"right"};
        return account;
    }
    const std::map<std::string, std::string> users{{"1001", "right"}};
    fakes::Certificates certificates;
};

TEST_F(Tls, APhoneRegistersAndCallsOverTls) {
    SipSeat hub{pbx("IP:127.0.0.1"), users};
    SipSeat phone{over_tls(certificates.authority())};
    phone.add_account(account_at(hub));
    phone.expect_report(State::Registered);
    OutgoingLeg call;
    call.target = hub.uri("1002", ";transport=tls");
    call.sdp = kOffer;
    phone.call(call);
    const auto leg = hub.expect("offered").leg;
    hub.tell([&](Endpoint& e) { e.answer(leg, kOffer); });
    phone.expect("answered");
    hub.expect("confirmed");
}

TEST_F(Tls, ACertificateOfAnotherAuthorityIsRefusedAndTheReasonIsTold) {
    SipSeat hub{pbx("IP:127.0.0.1"), users};
    const fakes::Certificates others;
    SipSeat phone{over_tls(others.authority())};
    phone.add_account(account_at(hub));
    const auto report = phone.expect_report(State::Unreachable);
    EXPECT_NE(report.what.find("cannot be trusted: its certificate was refused"), std::string::npos)
        << report.what;
    EXPECT_EQ(report.reachable, false);
}

TEST_F(Tls, ACertificateForAnotherNameIsRefusedAndTheNameIsTold) {
    SipSeat hub{pbx("DNS:other.example"), users};
    SipSeat phone{over_tls(certificates.authority())};
    phone.add_account(account_at(hub));
    const auto report = phone.expect_report(State::Unreachable);
    EXPECT_NE(report.what.find("its certificate does not name 127.0.0.1"), std::string::npos)
        << report.what;
}

TEST_F(Tls, ANameThatOnlyTheSystemKnowsIsFoundAndItsCertificateChecked) {
    SipSeat hub{pbx("DNS:localhost"), users}; // No DNS server is asked for "localhost".
    SipSeat phone{over_tls(certificates.authority())};
    phone.add_account(account_at(hub, "localhost"));
    phone.expect_report(State::Registered);
}

TEST_F(Tls, AFileWithoutACertificateIsNamed) {
    sip::CallThread thread("call");
    fakes::on(thread, [&] {
        const auto endpoint = Endpoint::open(thread, over_tls("/nowhere/ca.pem"));
        ASSERT_FALSE(endpoint);
        EXPECT_EQ(endpoint.error().code, base::Errc::NotFound);
        EXPECT_NE(endpoint.error().what.find("/nowhere/ca.pem"), std::string::npos);
    });
}

} // namespace
} // namespace sangdam::sip
