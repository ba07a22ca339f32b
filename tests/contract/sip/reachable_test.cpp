// SPDX-License-Identifier: MIT
//
// Registered is a promise, reachable a measurement: OPTIONS to a registrar that answers, goes deaf,
// and comes back.

#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;
using namespace std::chrono_literals;
using State = AccountReport::State;

class Reachable : public testing::Test {
protected:
    Account account(std::uint16_t port) {
        Account account;
        account.registrar = "sip:127.0.0.1:" + std::to_string(port) + ";transport=udp";
        account.user = "1001";
        account.secret = base::Secret{"right"};
        account.probe_every = 50ms;
        account.probe_within = 200ms;
        return account;
    }
    const std::map<std::string, std::string> users{{"1001", "right"}};
    SipSeat phone;
};

TEST_F(Reachable, TheRoundTripAndTheLastWordOfThePbxAreTold) {
    SipSeat hub{{}, users};
    phone.add_account(account(hub.port()));
    const auto report =
        phone.reports.take([](const AccountReport& r) { return r.round_trip.has_value(); });
    ASSERT_TRUE(report);
    EXPECT_EQ(report->state, State::Registered);
    EXPECT_EQ(report->reachable, true);
    EXPECT_TRUE(report->last_heard);
}

TEST_F(Reachable, APbxThatGoesDeafIsToldAndRegisteredAtAgainWhenItHears) {
    EndpointConfig config;
    auto hub = std::make_unique<SipSeat>(config, users);
    config.port = hub->port();
    phone.add_account(account(config.port));
    EXPECT_TRUE(phone.reports.take([](const auto& r) { return r.round_trip.has_value(); }));
    hub.reset();
    EXPECT_TRUE(phone.reports.take([](const auto& r) { return r.reachable == false; }));
    SipSeat back{config, users};
    EXPECT_TRUE(phone.reports.take(
        [](const auto& r) { return r.state == State::Registered && r.reachable == true; }));
    EXPECT_TRUE(back.reachables.take([](const auto& r) { return r.second; }));
}

} // namespace
} // namespace sangdam::sip
