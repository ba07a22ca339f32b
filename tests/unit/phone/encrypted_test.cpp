// SPDX-License-Identifier: MIT
//
// Two telephones that think differently about SRTP call each other: who hears whom, and what they
// say when it does not come about.

#include "fakes/phone_seat.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

using core::EndCause;
using core::Phase;
using fakes::PhoneSeat;
using fakes::SipSeat;
using sip::SrtpWish;

constexpr double kAlice = 500;
constexpr double kBob = 800;

struct Case {
    SrtpWish caller;
    SrtpWish called;
    bool possible;
    bool encrypted;
};
class Encrypted : public testing::TestWithParam<Case> {
protected:
    PhoneConfig config(const std::string& user, SrtpWish wish) {
        PhoneConfig config;
        config.account.registrar = "127.0.0.1:" + std::to_string(hub.port());
        config.account.user = user;
        config.account.secret = base::Secret{"pw"};
        config.account.srtp = wish;
        return config;
    }
    SipSeat hub{{}, {{"1001", "pw"}, {"1002", "pw"}}};
    PhoneSeat alice{config("1001", GetParam().caller), kAlice};
    PhoneSeat bob{config("1002", GetParam().called), kBob};
};
INSTANTIATE_TEST_SUITE_P(Wishes, Encrypted,
                         testing::Values(Case{SrtpWish::Off, SrtpWish::Preferred, true, false},
                                         Case{SrtpWish::Preferred, SrtpWish::Off, true, false},
                                         Case{SrtpWish::Preferred, SrtpWish::Preferred, true, true},
                                         Case{SrtpWish::Preferred, SrtpWish::Mandatory, true, true},
                                         Case{SrtpWish::Mandatory, SrtpWish::Preferred, true, true},
                                         Case{SrtpWish::Mandatory, SrtpWish::Mandatory, true, true},
                                         Case{SrtpWish::Mandatory, SrtpWish::Off, false, false},
                                         Case{SrtpWish::Off, SrtpWish::Mandatory, false, false}),
                         [](const auto& test) {
                             return std::string{name(test.param.caller)} + "_calls_" +
                                    std::string{name(test.param.called)};
                         });

TEST_P(Encrypted, CallsMeetOrAreRefused) {
    const auto a = alice.dial("sip:x@127.0.0.1:" + std::to_string(bob.port()));
    if (!GetParam().possible) {
        const auto ended = alice.expect(Phase::Ended);
        EXPECT_NE(ended.cause, EndCause::LocalHangup);
        if (GetParam().caller == SrtpWish::Mandatory) {
            EXPECT_EQ(ended.cause, EndCause::NotEncrypted);
        }
        EXPECT_FALSE(bob.calls.has([](const core::Call&) { return true; }));
        return;
    }
    const auto b = bob.expect(Phase::Ringing).id;
    bob.tell([&](SipPhone& p) { p.answer(b); });
    const auto talking = alice.calls.take([&](const core::Call& c) {
        return c.phase == Phase::Talking && c.encrypted == GetParam().encrypted && !c.codec.empty();
    });
    EXPECT_TRUE(talking);
    EXPECT_EQ(bob.expect(Phase::Talking).encrypted, GetParam().encrypted);
    EXPECT_TRUE(alice.line->hears(kBob));
    EXPECT_TRUE(bob.line->hears(kAlice));

    // Hold and resume keep the keys.
    alice.tell([&](SipPhone& p) { p.set_hold(a, true); });
    EXPECT_TRUE(bob.line->hears_no(kAlice));
    alice.tell([&](SipPhone& p) { p.set_hold(a, false); });
    EXPECT_TRUE(bob.line->hears(kAlice));
    EXPECT_TRUE(alice.line->hears(kBob));
}

} // namespace
} // namespace sangdam::phone
