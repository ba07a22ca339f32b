// SPDX-License-Identifier: MIT

#include "sip/digest.h"

#include <fmt/format.h>
#include <sofia-sip/su_md5.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t kMaxNonces = 4096;
constexpr auto kNonceLife = 10min;

std::string md5_hex(std::string_view text) {
    su_md5_t context;
    std::array<char, SU_MD5_DIGEST_SIZE * 2 + 1> hex{};
    su_md5_init(&context);
    su_md5_update(&context, text.data(), static_cast<usize_t>(text.size()));
    su_md5_hexdigest(&context, hex.data());
    su_md5_deinit(&context);
    return hex.data();
}

// Without an early way out, so that the time tells nothing.
bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    return difference == 0;
}

} // namespace

std::string digest_response(const DigestClaim& claim, std::string_view method,
                            const base::Secret& secret) {
    const auto a1 = md5_hex(fmt::format("{}:{}:{}", claim.username, claim.realm, secret.reveal()));
    const auto a2 = md5_hex(fmt::format("{}:{}", method, claim.uri));
    if (claim.qop.empty()) return md5_hex(fmt::format("{}:{}:{}", a1, claim.nonce, a2));
    return md5_hex(
        fmt::format("{}:{}:{}:{}:{}:{}", a1, claim.nonce, claim.nc, claim.cnonce, claim.qop, a2));
}

bool digest_matches(const DigestClaim& claim, std::string_view method, const base::Secret& secret) {
    return same(digest_response(claim, method, secret), claim.response);
}

std::string Nonces::issue(std::uint64_t random_high, std::uint64_t random_low,
                          base::TimePoint now) {
    if (given_.size() >= kMaxNonces) {
        given_.erase(std::min_element(given_.begin(), given_.end(),
                                      [](auto& a, auto& b) { return a.second.at < b.second.at; }));
    }
    auto nonce = fmt::format("{:016x}{:016x}", random_high, random_low);
    given_[nonce] = {now, 0};
    return nonce;
}

Nonces::Verdict Nonces::use(const DigestClaim& claim, base::TimePoint now) {
    const auto found = given_.find(claim.nonce);
    if (found == given_.end()) return Verdict::Unknown;
    if (now - found->second.at > kNonceLife) {
        given_.erase(found);
        return Verdict::Stale;
    }
    std::uint32_t count = 1; // Without qop there is no counter: such a nonce works once.
    if (!claim.qop.empty()) {
        const auto* end = claim.nc.data() + claim.nc.size();
        const auto read = std::from_chars(claim.nc.data(), end, count, 16);
        if (read.ec != std::errc{} || read.ptr != end) return Verdict::Unknown;
    }
    if (count <= found->second.last_count) return Verdict::Stale;
    found->second.last_count = count;
    return Verdict::Good;
}

std::string challenge_text(std::string_view realm, std::string_view nonce, bool stale) {
    return fmt::format("Digest realm=\"{}\", nonce=\"{}\", algorithm=MD5, qop=\"auth\"{}", realm,
                       nonce, stale ? ", stale=true" : "");
}

} // namespace sangdam::sip
