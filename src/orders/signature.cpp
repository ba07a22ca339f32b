// SPDX-License-Identifier: MIT

#include "orders/signature.h"

#include <crypt.h>
#include <memory>
#include <string_view>

namespace sangdam::orders {
namespace {

constexpr std::size_t kSaltLength = 29; // "$2a$10$" and 22 characters.
constexpr std::size_t kHashLength = 60;

// RFC 4648 §4. The 60 bytes are a multiple of three: there is never padding, and with the
// characters of bcrypt never a '+' or '/', so that the URL-safe alphabet is the same.
std::string base64(std::string_view bytes) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
        const unsigned group = static_cast<unsigned>(byte(i) << 16U) |
                               static_cast<unsigned>(byte(i + 1) << 8U) | byte(i + 2);
        for (unsigned shift : {18U, 12U, 6U, 0U}) out += kLetters[(group >> shift) & 63U];
    }
    return out;
}

} // namespace

base::Result<std::string> client_secret_sign(const std::string& client_id,
                                             const base::Secret& client_secret,
                                             std::int64_t timestamp_ms) {
    const auto& salt = client_secret.reveal();
    if (salt.size() != kSaltLength || !salt.starts_with("$2"))
        return base::Error{base::Errc::BadInput,
                           "the client secret must be 29 characters that begin with $2a$; copy it "
                           "again from the application's page"};
    const auto password = client_id + "_" + std::to_string(timestamp_ms);
    const auto work = std::make_unique<crypt_data>(); // 32 KiB: not for the stack.
    const char* hash = ::crypt_r(password.c_str(), salt.c_str(), work.get());
    // The last salt character has two bits only and may come back as another one; that is right.
    if (!hash || std::string_view(hash).size() != kHashLength)
        return base::Error{base::Errc::BadInput, "the client secret is not a valid bcrypt salt"};
    return base64(hash);
}

} // namespace sangdam::orders
