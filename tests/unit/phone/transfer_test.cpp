// SPDX-License-Identifier: MIT
//
// An agent hands a customer on: telephones that call each other directly, so that REFER, NOTIFY and
// Replaces are ours at both ends.

#include "fakes/phone_seat.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

using core::CallId;
using core::EndCause;
using core::Phase;
using fakes::PhoneSeat;
using fakes::SipSeat;

constexpr double kAgent = 500;
constexpr double kCustomer = 800;
constexpr double kColleague = 1100;

class Transfers : public testing::Test {
protected:
    PhoneConfig config(const std::string& user) {
        PhoneConfig config;
        config.account.registrar = "127.0.0.1:" + std::to_string(hub.port());
        config.account.user = user;
        config.account.secret = base::Secret{"pw"};
        config.account.answer_token = base::Secret{"token-of-the-centre"};
        return config;
    }
    static std::string uri(PhoneSeat& seat) {
        return "sip:x@127.0.0.1:" + std::to_string(seat.port());
    }
    static core::Call wait(PhoneSeat& seat, CallId id, Phase phase) {
        const auto found =
            seat.calls.take([&](const core::Call& c) { return c.id == id && c.phase == phase; });
        EXPECT_TRUE(found) << core::name(phase);
        return found.value_or(core::Call{});
    }
    CallId call(PhoneSeat& other) {
        const auto id = agent.dial(uri(other));
        const auto there = other.expect(Phase::Ringing).id;
        other.tell([&](SipPhone& p) { p.answer(there); });
        wait(agent, id, Phase::Talking);
        return id;
    }

    SipSeat hub{{}, {{"1001", "pw"}, {"1002", "pw"}, {"1003", "pw"}}};
    PhoneSeat agent{config("1001"), kAgent};
    PhoneSeat customer{config("1002"), kCustomer};
    PhoneSeat colleague{config("1003"), kColleague};
};

TEST_F(Transfers, BlindTheColleagueAnswersAndTheAgentIsOutOfIt) {
    const auto id = call(customer);
    EXPECT_TRUE(agent.tell([&](SipPhone& p) { return p.transfer(id, uri(colleague)); }));
    EXPECT_TRUE(wait(agent, id, Phase::Held).transferring);
    const auto there = colleague.expect(Phase::Ringing).id;
    colleague.tell([&](SipPhone& p) { p.answer(there); });
    EXPECT_EQ(wait(agent, id, Phase::Ended).cause, EndCause::Transferred);
    EXPECT_TRUE(customer.line->hears(kColleague));
    EXPECT_TRUE(colleague.line->hears(kCustomer));
}

TEST_F(Transfers, AColleagueWhoDeclinesBringsTheCustomerBack) {
    const auto id = call(customer);
    EXPECT_TRUE(agent.tell([&](SipPhone& p) { return p.transfer(id, uri(colleague)); }));
    const auto there = colleague.expect(Phase::Ringing).id;
    colleague.tell([&](SipPhone& p) { p.hang_up(there); });
    const auto back = agent.calls.take([&](const core::Call& c) {
        return c.id == id && c.phase == Phase::Talking && c.transfer_failed.has_value();
    });
    ASSERT_TRUE(back);
    EXPECT_EQ(back->transfer_failed, EndCause::Rejected);
}

TEST_F(Transfers, AttendedTheTwoArePutThroughToEachOther) {
    const auto first = call(customer);
    const auto second = call(colleague);
    wait(agent, first, Phase::Held);
    EXPECT_TRUE(agent.tell([&](SipPhone& p) { return p.transfer_into(first, second); }));
    EXPECT_EQ(wait(agent, first, Phase::Ended).cause, EndCause::Transferred);
    wait(agent, second, Phase::Ended);
    EXPECT_TRUE(customer.line->hears(kColleague));
    EXPECT_TRUE(colleague.line->hears(kCustomer));
}

TEST_F(Transfers, WhatCannotBeHandedOnIsSaidSo) {
    const auto nobody =
        agent.tell([&](SipPhone& p) { return p.transfer(CallId{99}, uri(colleague)); });
    EXPECT_EQ(nobody.error().code, base::Errc::Conflict);
    const auto id = call(customer);
    const auto rubbish = agent.tell([&](SipPhone& p) { return p.transfer(id, "hello"); });
    EXPECT_EQ(rubbish.error().code, base::Errc::BadInput);
}

TEST_F(Transfers, OnlyAnInviteWithOurOwnTokenIsAnsweredWithoutTheAgent) {
    sip::OutgoingLeg leg;
    leg.target = uri(agent);
    leg.sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
              "m=audio 4 RTP/AVP 8\r\n";
    leg.headers = {{phone::kAnswerTokenHeader, "a guess"}, {"Call-Info", "<x>;answer-after=0"}};
    const auto guess = hub.call(leg);
    EXPECT_FALSE(agent.expect(Phase::Ringing).auto_answer);
    hub.tell([&](sip::Endpoint& e) { e.bye(guess); });
    agent.expect(Phase::Ended);
    leg.headers = {{phone::kAnswerTokenHeader, "token-of-the-centre"}};
    hub.call(leg);
    EXPECT_TRUE(agent.expect(Phase::Ringing).auto_answer);
    agent.expect(Phase::Talking);
    hub.expect("answered");
}

} // namespace
} // namespace sangdam::phone
