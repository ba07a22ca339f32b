// SPDX-License-Identifier: MIT

#include "phone/dial_plan.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

using core::EndCause;

struct Text {
    const char* typed;
    const char* uri; // "": cannot be dialled.
};
class RequestUri : public testing::TestWithParam<Text> {};

INSTANTIATE_TEST_SUITE_P(
    Targets, RequestUri,
    testing::Values(Text{"010-1234-5678", "sip:01012345678@pbx:5070;transport=tcp"},
                    Text{" 1001 ", "sip:1001@pbx:5070;transport=tcp"},
                    Text{"(02) 123.4567", "sip:021234567@pbx:5070;transport=tcp"},
                    Text{"+82 10-1234-5678", "sip:01012345678@pbx:5070;transport=tcp"},
                    Text{"+1 212 555 0100", "sip:+12125550100@pbx:5070;transport=tcp"},
                    Text{"*8", "sip:*8@pbx:5070;transport=tcp"},
                    Text{"#21", "sip:%2321@pbx:5070;transport=tcp"},
                    Text{"sip:echo@192.0.2.1", "sip:echo@192.0.2.1"},
                    Text{"echo@192.0.2.1", "sip:echo@192.0.2.1"}, Text{"", ""}, Text{"   ", ""},
                    Text{"+", ""}, Text{"---", ""}, Text{"hello", ""}, Text{"0101\r\nX: y", ""},
                    Text{"12+34", ""}));

TEST_P(RequestUri, IsWhatThePbxUnderstands) {
    const auto pbx = parse_registrar("sip:pbx:5070;transport=tcp", sip::Transport::Udp);
    ASSERT_TRUE(pbx);
    const auto uri = request_uri(GetParam().typed, *pbx);
    if (std::string{GetParam().uri}.empty()) {
        ASSERT_FALSE(uri);
        EXPECT_EQ(uri.error().code, base::Errc::BadInput);
    } else {
        ASSERT_TRUE(uri);
        EXPECT_EQ(*uri, GetParam().uri);
    }
}

TEST(ParseRegistrar, TakesTheWaysPeopleWriteIt) {
    const auto uri = [](const char* text, sip::Transport t = sip::Transport::Udp) {
        const auto parsed = parse_registrar(text, t);
        return parsed ? parsed->uri() : "";
    };
    EXPECT_EQ(uri("pbx.example"), "sip:pbx.example;transport=udp");
    EXPECT_EQ(uri("sip:pbx.example:5080"), "sip:pbx.example:5080;transport=udp");
    EXPECT_EQ(uri("pbx.example", sip::Transport::Tcp), "sip:pbx.example;transport=tcp");
    EXPECT_EQ(uri("sip:pbx;transport=udp", sip::Transport::Tcp), "sip:pbx;transport=udp");
    EXPECT_EQ(uri("localhost:5060"), "sip:127.0.0.1:5060;transport=udp");
    EXPECT_EQ(uri("sip:[2001:db8::1]:5060"), "sip:[2001:db8::1]:5060;transport=udp");
    EXPECT_EQ(parse_registrar("[2001:db8::1]:5060", sip::Transport::Udp)->host(), "2001:db8::1");
}

TEST(ParseRegistrar, RefusesWhatHasNoHost) {
    for (const char* text : {"", "sip:", "  ", ":5060", "http://pbx", "a b"})
        EXPECT_FALSE(parse_registrar(text, sip::Transport::Udp)) << text;
}

struct Ended {
    core::Direction direction;
    sip::Ending ending;
    EndCause cause;
};

sip::Ending by_them(int status) {
    sip::Ending ending;
    ending.status = status;
    return ending;
}
sip::Ending cancelled(const char* reason) {
    auto ending = by_them(487);
    ending.cancelled = true;
    ending.reason = reason;
    return ending;
}

class Causes : public testing::TestWithParam<Ended> {};

INSTANTIATE_TEST_SUITE_P(
    Endings, Causes,
    testing::Values(Ended{core::Direction::Incoming, cancelled(""), EndCause::Cancelled},
                    Ended{core::Direction::Incoming, cancelled("SIP;cause=200"),
                          EndCause::AnsweredElsewhere},
                    Ended{core::Direction::Incoming, by_them(0), EndCause::RemoteHangup},
                    Ended{core::Direction::Incoming, by_them(408), EndCause::Failed},
                    Ended{core::Direction::Outgoing, by_them(0), EndCause::RemoteHangup},
                    Ended{core::Direction::Outgoing, by_them(486), EndCause::Busy},
                    Ended{core::Direction::Outgoing, by_them(480), EndCause::NoAnswer},
                    Ended{core::Direction::Outgoing, by_them(404), EndCause::NotFound},
                    Ended{core::Direction::Outgoing, by_them(407), EndCause::Refused},
                    Ended{core::Direction::Outgoing, by_them(603), EndCause::Rejected},
                    Ended{core::Direction::Outgoing, by_them(503), EndCause::Unreachable},
                    Ended{core::Direction::Outgoing, by_them(488), EndCause::Failed}));

TEST_P(Causes, FollowTheCode) {
    EXPECT_EQ(end_cause(GetParam().direction, GetParam().ending), GetParam().cause);
}

} // namespace
} // namespace sangdam::phone
