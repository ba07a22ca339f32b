// SPDX-License-Identifier: MIT
//
// Keys for SRTP inside a session description (SDES, RFC 4568): a=crypto lines as values. Pure; any
// thread. Keys print nowhere but in crypto_line().
#pragma once

#include "base/secret.h"
#include "base/uuid.h"
#include "sip/sdp.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::sip {

// Off: the sound goes in the clear. Preferred: encrypted when the far end can. Mandatory: encrypted
// or not at all; an answer or a re-INVITE without keys is refused.
enum class SrtpWish { Off, Preferred, Mandatory };
std::string_view name(SrtpWish); // "off", "preferred", "mandatory"

// What we answer to; what we offer is the first two (RFC 4568 §6.2, 6188, 7714).
enum class CryptoSuite {
    AesCm128Sha80,
    AesCm128Sha32,
    AesCm256Sha80,
    AeadAes128Gcm,
    AeadAes256Gcm
};
std::size_t key_bytes(CryptoSuite); // Master key and salt.

struct Crypto {
    std::uint32_t tag = 1;
    CryptoSuite suite = CryptoSuite::AesCm128Sha80;
    base::Secret key; // Master key, then salt, as bytes.

    friend bool operator==(const Crypto&, const Crypto&) = default;
};

Crypto make_crypto(std::uint32_t tag, CryptoSuite, base::Random&);
std::string crypto_line(const Crypto&); // "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:…"
// Nothing: another suite, a broken key, an MKI, or a session parameter that would switch part of
// the protection off (RFC 4568 §6.3): such a line is as if it were not there.
std::optional<Crypto> parse_crypto(std::string_view line);
std::vector<Crypto> cryptos_of(const MediaLine&); // In the order of the description.

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

} // namespace sangdam::sip
