// SPDX-License-Identifier: MIT
//
// Digest authentication, the asking side (RFC 2617 as RFC 3261 §22 uses it; MD5 with qop=auth, the
// only one that every phone knows). Pure; time and randomness are arguments.
#pragma once

#include "base/clock.h"
#include "base/secret.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sangdam::sip {

struct DigestClaim { // What an Authorization header says, quotes removed.
    std::string username;
    std::string realm;
    std::string nonce;
    std::string uri;
    std::string response;
    std::string qop;
    std::string nc;
    std::string cnonce;
};

// The response that the right secret gives (RFC 2617 §3.2.2).
std::string digest_response(const DigestClaim&, std::string_view method, const base::Secret&);
bool digest_matches(const DigestClaim&, std::string_view method, const base::Secret&);

// The nonces we gave out. Bounded: the oldest goes first.
class Nonces {
public:
    enum class Verdict { Good, Stale, Unknown };
    std::string issue(std::uint64_t random_high, std::uint64_t random_low, base::TimePoint now);
    // Good moves the nonce's counter on, so that a recorded message does not work twice
    // (RFC 2617 §3.2.2, nc). A nonce older than ten minutes or with a counter seen is Stale.
    Verdict use(const DigestClaim&, base::TimePoint now);

private:
    struct Given {
        base::TimePoint at{};
        std::uint32_t last_count = 0;
    };
    std::map<std::string, Given, std::less<>> given_;
};

std::string challenge_text(std::string_view realm, std::string_view nonce, bool stale);

} // namespace sangdam::sip
