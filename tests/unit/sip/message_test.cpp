// SPDX-License-Identifier: MIT

#include "sip/endpoint.h"
#include "sip/message.h"
#include "sip/write_message.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

TEST(Message, HeaderNamesCompareWithoutCase) {
    const Headers headers{{"X-Sangdam-Call", "a"}, {"x-sangdam-call", "b"}};
    EXPECT_EQ(value_of(headers, "X-SANGDAM-CALL"), "a");
    EXPECT_EQ(value_of(headers, "X-Other"), "");
}

TEST(Message, ADisplayNameCannotLeaveItsQuotes) {
    EXPECT_EQ(name_addr("a\"b\\c\r\nX: y", "sip:x@y"), "\"a\\\"b\\\\cX: y\" <sip:x@y>");
    EXPECT_EQ(name_addr("", "sip:x@y"), "<sip:x@y>");
}

TEST(Message, PercentEncodingComesBackAndBrokenEscapesStay) {
    const std::string queue = "배송 문의 100%";
    EXPECT_EQ(percent_decoded(percent_encoded(queue)), queue);
    EXPECT_EQ(percent_encoded("a b"), "a%20b");
    for (const char* broken : {"%", "%4", "%zz", "100%"})
        EXPECT_EQ(percent_decoded(broken), broken);
}

TEST(Message, OnlySafeHeadersAreWritten) {
    EXPECT_EQ(header_lines({{"A", "1"}, {"B:", "2"}, {"C", "3\r\nD: 4"}, {"", "5"}, {"E", "6"}}),
              "A: 1\r\nE: 6");
}

TEST(Message, WhatIsASipUri) {
    for (const char* good : {"sip:1001@192.0.2.1", "sip:a@b:5060;transport=tcp", "sips:x@y",
                             "sip:pbx.example", "sip:[2001:db8::1]:5060"})
        EXPECT_TRUE(is_sip_uri(good)) << good;
    for (const char* bad : {"", "sip:", "1001", "tel:+8210", "http://x", "sip:a b@c", "sip:a@b\n",
                            "sip:<a@b>", "sip:@"})
        EXPECT_FALSE(is_sip_uri(bad)) << bad;
}

TEST(Ending, OnlyTheSipCode200MeansAColleagueTookIt) {
    Ending ending;
    EXPECT_FALSE(ending.answered_elsewhere());
    ending.reason = "SIP;cause=200;text=\"Call completed elsewhere\"";
    EXPECT_TRUE(ending.answered_elsewhere());
    ending.reason = "SIP ;cause=200";
    EXPECT_TRUE(ending.answered_elsewhere());
    for (const char* other : {"Q.850;cause=16", "SIP;cause=486", "SIP;cause=2000",
                              "Q.850;cause=200", "SIPx;cause=200"}) {
        ending.reason = other;
        EXPECT_FALSE(ending.answered_elsewhere()) << other;
    }
}

} // namespace
} // namespace sangdam::sip
