// SPDX-License-Identifier: MIT

#include "sip/sdes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace sangdam::sip {
namespace {

struct Known {
    CryptoSuite suite;
    std::string_view name;
    std::size_t bytes;
};
constexpr std::array<Known, 6> kSuites{
    {{CryptoSuite::AesCm128Sha80, "AES_CM_128_HMAC_SHA1_80", 30},
     {CryptoSuite::AesCm128Sha32, "AES_CM_128_HMAC_SHA1_32", 30},
     {CryptoSuite::AesCm256Sha80, "AES_256_CM_HMAC_SHA1_80", 46},
     {CryptoSuite::AesCm256Sha80, "AES_CM_256_HMAC_SHA1_80", 46}, // As some write RFC 6188's.
     {CryptoSuite::AeadAes128Gcm, "AEAD_AES_128_GCM", 28},
     {CryptoSuite::AeadAes256Gcm, "AEAD_AES_256_GCM", 44}}};

constexpr std::string_view kLine = "a=crypto:";
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string_view word(std::string_view& rest) {
    const auto first = std::min(rest.find_first_not_of(' '), rest.size());
    rest.remove_prefix(first);
    const auto end = std::min(rest.find(' '), rest.size());
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end);
    return taken;
}

// "2^20" and "1048576" are lifetimes; "1:4" is an MKI, which would stand in every packet.
bool has_mki(std::string_view parameters) {
    while (!parameters.empty()) {
        const auto end = std::min(parameters.find('|'), parameters.size());
        if (parameters.substr(0, end).find(':') != std::string_view::npos) return true;
        parameters.remove_prefix(std::min(end + 1, parameters.size()));
    }
    return false;
}

// WSH is a hint; everything else changes what is protected and how.
bool acceptable(std::string_view session_parameters) {
    for (auto each = word(session_parameters); !each.empty(); each = word(session_parameters))
        if (each.rfind("WSH=", 0) != 0) return false;
    return true;
}

} // namespace

std::string_view name(SrtpWish wish) {
    switch (wish) {
    case SrtpWish::Off: return "off";
    case SrtpWish::Preferred: return "preferred";
    case SrtpWish::Mandatory: return "mandatory";
    }
    return "off";
}

std::size_t key_bytes(CryptoSuite suite) {
    return std::ranges::find(kSuites, suite, &Known::suite)->bytes;
}

Crypto make_crypto(std::uint32_t tag, CryptoSuite suite, base::Random& random) {
    std::string bytes;
    while (bytes.size() < key_bytes(suite)) {
        auto bits = random.next();
        for (int i = 0; i < 8 && bytes.size() < key_bytes(suite); ++i, bits >>= 8U)
            bytes.push_back(static_cast<char>(bits & 0xffU));
    }
    return {tag, suite, base::Secret(std::move(bytes))};
}

std::string crypto_line(const Crypto& crypto) {
    const auto known = std::ranges::find(kSuites, crypto.suite, &Known::suite);
    return std::string{kLine} + std::to_string(crypto.tag) + " " + std::string{known->name} +
           " inline:" + base64(crypto.key.reveal());
}

std::optional<Crypto> parse_crypto(std::string_view line) {
    if (line.rfind(kLine, 0) != 0) return std::nullopt;
    line.remove_prefix(kLine.size());
    const auto tag_text = word(line);
    const auto suite_name = word(line);
    auto key = word(line);
    std::uint32_t tag = 0;
    const auto [end, error] =
        std::from_chars(tag_text.data(), tag_text.data() + tag_text.size(), tag);
    if (error != std::errc{} || end != tag_text.data() + tag_text.size()) return std::nullopt;
    const auto known = std::ranges::find(kSuites, suite_name, &Known::name);
    constexpr std::string_view kInline = "inline:";
    if (known == kSuites.end() || key.rfind(kInline, 0) != 0 || !acceptable(line))
        return std::nullopt;
    key.remove_prefix(kInline.size());
    if (key.find(';') != std::string_view::npos) return std::nullopt; // Several keys need an MKI.
    const auto bar = std::min(key.find('|'), key.size());
    if (bar < key.size() && has_mki(key.substr(bar + 1))) return std::nullopt;
    auto bytes = from_base64(key.substr(0, bar));
    if (!bytes || bytes->size() != known->bytes) return std::nullopt;
    return Crypto{tag, known->suite, base::Secret(*std::move(bytes))};
}

std::vector<Crypto> cryptos_of(const MediaLine& media) {
    std::vector<Crypto> found;
    for (const auto& line : media.other)
        if (auto crypto = parse_crypto(line)) found.push_back(*std::move(crypto));
    return found;
}

std::string base64(std::string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U |
                    (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padding = i + k > bytes.size();
            out += padding ? '=' : kAlphabet[group >> (18 - 6 * k) & 63U];
        }
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    while (!text.empty() && text.back() == '=') text.remove_suffix(1);
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto at = kAlphabet.find(c);
        if (at == std::string_view::npos) return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(at);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(bits >> static_cast<unsigned>(count) & 0xffU));
        }
    }
    return out;
}

} // namespace sangdam::sip
