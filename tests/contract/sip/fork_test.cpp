// SPDX-License-Identifier: MIT
//
// What only a far end with a will of its own can do: answer twice, or answer while we give up.

#include "fakes/far_end_by_hand.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;

class FarEnd : public testing::Test {
protected:
    LegId call() {
        OutgoingLeg leg;
        leg.target = far.uri();
        leg.sdp = "v=0\r\n";
        return alice.call(leg);
    }
    SipSeat alice;
    fakes::FarEndByHand far;
};

TEST_F(FarEnd, ASecondPhoneThatAlsoAnswersIsAcknowledgedAndHungUp) {
    call();
    const auto invite = far.expect("INVITE");
    far.respond(invite, "200 OK", "first", "v=0\r\n");
    alice.expect("answered");
    far.expect("ACK", "tag=first");
    far.respond(invite, "200 OK", "second", "v=0\r\n");
    far.expect("ACK", "tag=second");
    far.respond(far.expect("BYE", "tag=second"), "200 OK", "second");
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "ended"; }));
}

TEST_F(FarEnd, AnAnswerThatCrossesOurCancelIsHungUp) {
    const auto leg = call();
    const auto invite = far.expect("INVITE");
    far.respond(invite, "180 Ringing", "t");
    alice.expect("progress");
    alice.tell([&](Endpoint& e) { e.bye(leg); });
    const auto cancel = far.expect("CANCEL");
    far.respond(invite, "200 OK", "t", "v=0\r\n");
    far.respond(cancel, "200 OK", "t");
    far.expect("ACK");
    far.respond(far.expect("BYE"), "200 OK", "t");
    EXPECT_FALSE(alice.expect("ended").ending.by_remote);
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "answered"; }));
}

} // namespace
} // namespace sangdam::sip
