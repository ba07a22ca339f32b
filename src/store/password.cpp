// SPDX-License-Identifier: MIT

#include "store/password.h"

#include <sodium.h>

#include <array>

namespace sangdam::store {
namespace {

constexpr auto kWork = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr auto kMemory = crypto_pwhash_MEMLIMIT_INTERACTIVE; // 64 MiB
constexpr std::size_t kTokenBytes = 32;

const unsigned char* bytes_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

base::Result<std::string> hash_password(const base::Secret& password) {
    if (sodium_init() < 0) return base::Error{base::Errc::Internal, "no source of randomness"};
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const auto& text = password.reveal();
    if (crypto_pwhash_str(out.data(), text.data(), text.size(), kWork, kMemory) != 0)
        return base::Error{base::Errc::Unavailable, "not enough memory to hash a password"};
    return std::string(out.data());
}

bool password_fits(const std::string& hash, const base::Secret& password) {
    if (sodium_init() < 0) return false;
    const auto& text = password.reveal();
    if (hash.empty()) {
        (void)hash_password(password); // The same work, so that time does not tell who works here.
        return false;
    }
    return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

base::Secret new_token() {
    if (sodium_init() < 0) return {};
    std::string raw(kTokenBytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(kTokenBytes, kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(raw), raw.size(), kVariant);
    sodium_memzero(raw.data(), raw.size());
    text.pop_back(); // The terminating zero.
    return base::Secret(std::move(text));
}

// Needs neither salt nor work: nobody guesses 256 random bits.
std::string token_hash(const base::Secret& token) {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    const auto& text = token.reveal();
    crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), nullptr, 0);
    std::string hex(2 * hash.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

} // namespace sangdam::store
