// SPDX-License-Identifier: MIT

#include "hublink/hub_url.h"

#include <gtest/gtest.h>

namespace sangdam::hublink {
namespace {

TEST(HubUrl, AHostAloneIsReachedEncrypted) {
    EXPECT_EQ(parse_hub_url("hub.example").value().base, "https://hub.example");
    EXPECT_EQ(parse_hub_url(" HTTPS://hub.example:8460/ ").value().base,
              "https://hub.example:8460");
}

TEST(HubUrl, PlainHttpIsForThisMachineOnly) {
    EXPECT_TRUE(parse_hub_url("http://127.0.0.1:8460").has_value());
    EXPECT_TRUE(parse_hub_url("http://localhost").has_value());
    EXPECT_TRUE(parse_hub_url("http://[::1]:8460").has_value());
    for (const auto* text : {"http://hub.example", "http://192.168.0.5:8460",
                             "http://127.evil.example", "http://127.0.0.1.evil.example"}) {
        const auto url = parse_hub_url(text);
        ASSERT_FALSE(url.has_value()) << text;
        EXPECT_EQ(url.error().code, base::Errc::BadInput);
        EXPECT_NE(url.error().what.find("https://"), std::string::npos);
        EXPECT_TRUE(parse_hub_url(text, PlainHttp::Allowed).has_value()) << text;
    }
}

TEST(HubUrl, WhatIsNoAddressIsToldSo) {
    for (const auto* text :
         {"", "   ", "ftp://hub.example", "https://", "https://user:pw@hub.example",
          "https://hub.example:0", "https://hub.example:99999", "https://hub.example/path",
          "https://hub example", "https://[::1", "https://[nonsense]", "https://hub?x", "http://"})
        EXPECT_FALSE(parse_hub_url(text).has_value()) << text;
}

} // namespace
} // namespace sangdam::hublink
