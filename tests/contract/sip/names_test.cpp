// SPDX-License-Identifier: MIT
//
// Where a PBX is that is known by its name only: SRV and NAPTR (RFC 3263) from a DNS server on
// loopback, an outbound proxy by name, and IPv6.

#include "fakes/far_end_by_hand.h"
#include "fakes/sip_seat.h"
#include "fakes/small_dns.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;
using fakes::SmallDns;
using State = AccountReport::State;

const std::map<std::string, std::string> kUsers{{"1001", "right"}};

Account account_at(const std::string& registrar) {
    Account account;
    account.registrar = registrar;
    account.user = "1001";
    account.secret = base::Secret{"right"};
    return account;
}

EndpointConfig asking(const SmallDns& dns) {
    EndpointConfig config;
    config.resolver = dns.resolv_conf();
    return config;
}

TEST(Names, AnSrvRecordSaysHostAndPort) {
    SipSeat hub{{}, kUsers};
    SmallDns dns{{{{"_sip._udp.pbx.example", SmallDns::kSrv},
                   {SmallDns::srv(1, hub.port(), "b.pbx.example")}},
                  {{"b.pbx.example", SmallDns::kA}, {SmallDns::a("127.0.0.1")}}}};
    SipSeat phone{asking(dns)};
    phone.add_account(account_at("sip:pbx.example;transport=udp"));
    phone.expect_report(State::Registered);
}

TEST(Names, ASecondServerTakesOverWhereTheFirstIsDead) {
    SipSeat hub{{}, kUsers};
    SipSeat gone;
    const auto dead = gone.port();
    gone.close();
    SmallDns dns{
        {{{"_sip._tcp.pbx.example", SmallDns::kSrv},
          {SmallDns::srv(1, dead, "a.pbx.example"), SmallDns::srv(2, hub.port(), "b.pbx.example")}},
         {{"a.pbx.example", SmallDns::kA}, {SmallDns::a("127.0.0.1")}},
         {{"b.pbx.example", SmallDns::kA}, {SmallDns::a("127.0.0.1")}}}};
    SipSeat phone{asking(dns)};
    phone.add_account(account_at("sip:pbx.example;transport=tcp"));
    phone.expect_report(State::Registered);
}

TEST(Names, ANaptrRecordChoosesTheTransport) {
    EndpointConfig tcp_only;
    tcp_only.udp = false;
    SipSeat hub{tcp_only, kUsers};
    SmallDns dns{{{{"pbx.example", SmallDns::kNaptr},
                   {SmallDns::naptr(1, "SIP+D2T", "_sip._tcp.pbx.example")}},
                  {{"_sip._tcp.pbx.example", SmallDns::kSrv},
                   {SmallDns::srv(1, hub.port(), "b.pbx.example")}},
                  {{"b.pbx.example", SmallDns::kA}, {SmallDns::a("127.0.0.1")}}}};
    SipSeat phone{asking(dns)};
    phone.add_account(account_at("sip:pbx.example"));
    phone.expect_report(State::Registered);
}

TEST(Names, TheOutboundProxyIsFoundBySrvAndTheRegistrarNeedNotBe) {
    fakes::FarEndByHand proxy;
    SmallDns dns{{{{"_sip._udp.edge.example", SmallDns::kSrv},
                   {SmallDns::srv(1, proxy.port(), "e.edge.example")}},
                  {{"e.edge.example", SmallDns::kA}, {SmallDns::a("127.0.0.1")}}}};
    SipSeat phone{asking(dns)};
    auto account = account_at("sip:inside.example;transport=udp");
    account.proxy = "sip:edge.example;transport=udp;lr";
    phone.add_account(account);
    const auto asked = proxy.expect("REGISTER");
    EXPECT_EQ(asked.rfind("REGISTER sip:inside.example", 0), 0U) << asked;
    proxy.respond(asked, "200 OK", "t", "", "Expires: 300\r\n");
    EXPECT_FALSE(phone.expect_report(State::Registered).route.empty());
}

TEST(Names, ACallGoesFirstWhereItsRouteSays) {
    fakes::FarEndByHand proxy;
    SipSeat phone;
    OutgoingLeg call;
    call.target = "sip:1002@inside.example;transport=udp";
    call.route = proxy.uri() + ";transport=udp;lr";
    call.sdp = "v=0\r\n";
    phone.call(call);
    const auto invite = proxy.expect("INVITE");
    EXPECT_EQ(invite.rfind("INVITE sip:1002@inside.example", 0), 0U) << invite;
    proxy.respond(invite, "486 Busy Here", "t");
    EXPECT_EQ(phone.expect("ended").ending.status, 486);
}

TEST(Names, APbxAtAnIpv6AddressIsRegisteredAtAndCalled) {
    EndpointConfig six;
    six.address = "::1";
    SipSeat hub{six, kUsers};
    SipSeat phone{six};
    const auto host = "[::1]:" + std::to_string(hub.port());
    phone.add_account(account_at("sip:" + host + ";transport=tcp"));
    phone.expect_report(State::Registered);
    OutgoingLeg call;
    call.target = "sip:1002@" + host + ";transport=udp";
    call.sdp = "v=0\r\n";
    phone.call(call);
    const auto leg = hub.expect("offered").leg;
    hub.tell([&](Endpoint& e) { e.answer(leg, "v=0\r\n"); });
    phone.expect("answered");
}

} // namespace
} // namespace sangdam::sip
