// SPDX-License-Identifier: MIT

#include "sip/digest.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;

// RFC 2617 §3.5
DigestClaim mufasa() {
    return {"Mufasa",
            "testrealm@host.com",
            "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            "/dir/index.html",
            "6629fae49393a05397450978507c4ef1",
            "auth",
            "00000001",
            "0a4f113b"};
}

TEST(Digest, TheExampleOfTheStandardHolds) {
    EXPECT_EQ(digest_response(mufasa(), "GET", base::Secret{"Circle Of Life"}),
              "6629fae49393a05397450978507c4ef1");
    EXPECT_TRUE(digest_matches(mufasa(), "GET", base::Secret{"Circle Of Life"}));
    EXPECT_FALSE(digest_matches(mufasa(), "GET", base::Secret{"circle of life"}));
    EXPECT_FALSE(digest_matches(mufasa(), "POST", base::Secret{"Circle Of Life"}));
}

DigestClaim with(std::string nonce, std::string count) {
    auto claim = mufasa();
    claim.nonce = std::move(nonce);
    claim.nc = std::move(count);
    return claim;
}

TEST(Nonces, ARecordedAnswerDoesNotWorkTwice) {
    Nonces nonces;
    const base::TimePoint now{};
    const auto nonce = nonces.issue(1, 2, now);
    EXPECT_EQ(nonces.use(with(nonce, "00000001"), now), Nonces::Verdict::Good);
    EXPECT_EQ(nonces.use(with(nonce, "00000001"), now), Nonces::Verdict::Stale);
    EXPECT_EQ(nonces.use(with(nonce, "00000002"), now), Nonces::Verdict::Good);
}

TEST(Nonces, OnesThatWeDidNotGiveOrThatAreOldAreNotTaken) {
    Nonces nonces;
    const base::TimePoint now{};
    EXPECT_EQ(nonces.use(with("made-up", "00000001"), now), Nonces::Verdict::Unknown);
    const auto nonce = nonces.issue(1, 2, now);
    EXPECT_EQ(nonces.use(with(nonce, "xyz"), now), Nonces::Verdict::Unknown);
    EXPECT_EQ(nonces.use(with(nonce, ""), now), Nonces::Verdict::Unknown);
    EXPECT_EQ(nonces.use(with(nonce, "00000001"), now + 11min), Nonces::Verdict::Stale);
}

TEST(Nonces, AFloodOfQuestionsOnlyForgetsTheOldest) {
    Nonces nonces;
    const auto first = nonces.issue(0, 0, base::TimePoint{});
    std::string last;
    for (std::uint64_t i = 1; i <= 5000; ++i)
        last = nonces.issue(i, i, base::TimePoint{} + std::chrono::milliseconds{i});
    EXPECT_EQ(nonces.use(with(first, "00000001"), base::TimePoint{}), Nonces::Verdict::Unknown);
    EXPECT_EQ(nonces.use(with(last, "00000001"), base::TimePoint{} + 5s), Nonces::Verdict::Good);
}

TEST(Challenge, SaysStaleOnlyWhenItIs) {
    EXPECT_EQ(challenge_text("hub", "n", false),
              "Digest realm=\"hub\", nonce=\"n\", algorithm=MD5, qop=\"auth\"");
    EXPECT_NE(challenge_text("hub", "n", true).find("stale=true"), std::string::npos);
}

} // namespace
} // namespace sangdam::sip
