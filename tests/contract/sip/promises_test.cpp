// SPDX-License-Identifier: MIT
//
// What Allow and Supported promise, kept towards a far end made by hand: PRACK (RFC 3262), UPDATE
// (RFC 3311), REFER (RFC 3515) and Replaces (RFC 3891).

#include "fakes/far_end_by_hand.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using fakes::FarEndByHand;
using fakes::SipSeat;

constexpr const char* kSdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                             "t=0 0\r\nm=audio 4000 RTP/AVP 8\r\n";

class Promises : public testing::Test {
protected:
    std::string call() {
        OutgoingLeg leg;
        leg.target = far.uri();
        leg.sdp = kSdp;
        alice.call(leg);
        return far.expect("INVITE");
    }
    std::string call_that_is_up() {
        const auto invite = call();
        far.respond(invite, "200 OK", "t", kSdp);
        alice.expect("answered");
        far.expect("ACK");
        return invite;
    }
    SipSeat alice;
    FarEndByHand far;
};

TEST_F(Promises, AReliable183IsAcknowledgedAndItsDescriptionHeard) {
    const auto invite = call();
    EXPECT_NE(FarEndByHand::line(invite, "Supported").find("100rel"), std::string::npos);
    far.respond(invite, "183 Session Progress", "t", kSdp, "Require: 100rel\r\nRSeq: 7\r\n");
    const auto prack = far.expect("PRACK", "RAck: 7 ");
    far.respond(prack, "200 OK", "t");
    EXPECT_EQ(alice.expect("progress").sdp, kSdp);
    far.respond(invite, "200 OK", "t");
    alice.expect("answered");
    far.expect("ACK");
}

TEST_F(Promises, AnUpdateWithAnOfferIsAnsweredAtOnce) {
    const auto invite = call_that_is_up();
    alice.tell([&](Endpoint&) { alice.answer_reoffers_with = kSdp; });
    far.ask(invite, "UPDATE", "t", "", kSdp);
    const auto answer = far.expect("SIP/2.0 200", "UPDATE");
    EXPECT_NE(answer.find("m=audio"), std::string::npos) << answer;
    EXPECT_EQ(alice.expect("reoffered").sdp, kSdp);
}

TEST_F(Promises, AnUpdateThatOnlyRefreshesIsNoNewOffer) {
    const auto invite = call_that_is_up();
    far.ask(invite, "UPDATE", "t");
    far.expect("SIP/2.0 200", "UPDATE");
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "reoffered"; }));
}

TEST_F(Promises, AReferThatNobodyTakesIsDeclined) {
    const auto invite = call_that_is_up();
    far.ask(invite, "REFER", "t", "Refer-To: <sip:1003@127.0.0.1>\r\n");
    far.expect("SIP/2.0 603", "REFER");
}

TEST_F(Promises, AReferThatHidesHeadersInItsAddressIsABadRequest) {
    const auto invite = call_that_is_up();
    far.ask(invite, "REFER", "t", "Refer-To: <sip:1003@127.0.0.1?X-Evil=1>\r\n");
    far.expect("SIP/2.0 400", "REFER");
}

// Else anybody could make this phone dial, or have it notify an address of his choice.
TEST_F(Promises, AReferOutsideOfACallIsRefusedAndNobodyIsNotified) {
    const auto invite = call_that_is_up();
    far.ask(FarEndByHand::outside(invite, "out-of-the-blue"), "REFER", "t",
            "Refer-To: <sip:09001234@127.0.0.1>\r\n");
    const auto first = far.hear();
    EXPECT_EQ(first.rfind("SIP/2.0 405", 0), 0U) << first;
}

TEST_F(Promises, AnInviteThatReplacesACallWeDoNotHaveIsRefused) {
    const auto invite = call_that_is_up();
    far.ask(FarEndByHand::outside(invite, "taker"), "INVITE", "t",
            "Replaces: nobody's;to-tag=a;from-tag=b\r\n", kSdp);
    far.expect("SIP/2.0 481", "INVITE");
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "offered"; }));
}

TEST_F(Promises, AnInviteThatReplacesOurCallNamesIt) {
    const auto invite = call_that_is_up();
    const auto from = FarEndByHand::line(invite, "From");
    const auto ours = from.substr(from.find(";tag=") + 5);
    const auto id = FarEndByHand::line(invite, "Call-ID").substr(9);
    far.ask(FarEndByHand::outside(invite, "taker"), "INVITE", "taker",
            "Replaces: " + id.substr(0, id.size() - 2) +
                ";to-tag=" + ours.substr(0, ours.size() - 2) + ";from-tag=t\r\n",
            kSdp);
    EXPECT_TRUE(alice.expect("offered").offer.replaces);
}

} // namespace
} // namespace sangdam::sip
