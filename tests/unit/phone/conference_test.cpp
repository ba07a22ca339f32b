// SPDX-License-Identifier: MIT
//
// Three telephones on loopback: one of them puts the other two together.

#include "fakes/phone_seat.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

using core::EndCause;
using core::Phase;
using fakes::PhoneSeat;
using fakes::SipSeat;

constexpr double kAgent = 500;
constexpr double kBob = 800;
constexpr double kCarol = 1100;

class Conference : public testing::Test {
protected:
    PhoneConfig config(const std::string& user) {
        PhoneConfig config;
        config.account.registrar = "127.0.0.1:" + std::to_string(hub.port());
        config.account.user = user;
        config.account.secret = base::Secret{"pw"};
        return config;
    }
    core::CallId call(PhoneSeat& other) {
        const auto id = agent.dial("sip:x@127.0.0.1:" + std::to_string(other.port()));
        const auto there = other.expect(Phase::Ringing).id;
        other.tell([&](SipPhone& p) { p.answer(there); });
        EXPECT_TRUE(agent.calls.take(
            [&](const core::Call& c) { return c.id == id && c.phase == Phase::Talking; }));
        return id;
    }

    SipSeat hub{{}, {{"1001", "pw"}, {"1002", "pw"}, {"1003", "pw"}}};
    PhoneSeat agent{config("1001"), kAgent};
    PhoneSeat bob{config("1002"), kBob};
    PhoneSeat carol{config("1003"), kCarol};
};

TEST_F(Conference, AllThreeHearEachOtherAndMuteSilencesTheAgentOnly) {
    const auto first = call(bob);
    call(carol);
    EXPECT_TRUE(bob.line->hears_no(kCarol));
    EXPECT_TRUE(agent.tell([](SipPhone& p) { return p.set_conference(true); }));
    EXPECT_TRUE(bob.line->hears_among_others(kCarol));
    EXPECT_TRUE(bob.line->hears_among_others(kAgent));
    EXPECT_TRUE(carol.line->hears_among_others(kBob));
    EXPECT_TRUE(agent.line->hears_among_others(kBob));
    EXPECT_TRUE(agent.line->hears_among_others(kCarol));
    agent.tell([&](SipPhone& p) { p.set_mute(first, true); });
    EXPECT_TRUE(bob.line->hears_no(kAgent));
    EXPECT_TRUE(carol.line->hears_no(kAgent));
    EXPECT_TRUE(carol.line->hears_among_others(kBob));
}

TEST_F(Conference, WhenOneLeavesTheOthersGoOn) {
    call(bob);
    const auto second = call(carol);
    EXPECT_TRUE(agent.tell([](SipPhone& p) { return p.set_conference(true); }));
    EXPECT_TRUE(carol.line->hears_among_others(kBob));
    agent.tell([&](SipPhone& p) { p.hang_up(second); });
    carol.expect(Phase::Ended);
    EXPECT_TRUE(bob.line->hears_no(kCarol));
    EXPECT_TRUE(bob.line->hears_among_others(kAgent));
    EXPECT_TRUE(agent.calls.take([](const core::Call& c) {
        return c.phase == Phase::Talking && !c.conference && c.id == core::CallId{1};
    }));
}

TEST_F(Conference, EndingItKeepsTheFirstAndHoldsTheOther) {
    call(bob);
    call(carol);
    EXPECT_TRUE(agent.tell([](SipPhone& p) { return p.set_conference(true); }));
    EXPECT_TRUE(carol.line->hears_among_others(kBob));
    EXPECT_TRUE(agent.tell([](SipPhone& p) { return p.set_conference(false); }));
    EXPECT_TRUE(carol.line->hears_no(kBob));
    EXPECT_TRUE(carol.line->hears_no(kAgent));
    EXPECT_TRUE(bob.line->hears_among_others(kAgent));
}

TEST_F(Conference, OneCallIsNoConference) {
    call(bob);
    const auto done = agent.tell([](SipPhone& p) { return p.set_conference(true); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, base::Errc::Conflict);
}

} // namespace
} // namespace sangdam::phone
