// SPDX-License-Identifier: MIT
//
// A sealed value: version (1 byte), id of the key (4, big endian), nonce (24), ciphertext and tag.
// The key file: lines "seal <id> <key>", and "index <key>", each kind newest first;
// hexadecimal.

#include "store/sealer.h"

#include "store/key_file.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <sstream>

namespace sangdam::store {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kIdSize = 4;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKey = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kIndexKey = crypto_generichash_KEYBYTES;
constexpr std::size_t kIndex = crypto_generichash_BYTES_MIN; // 128 bits: no two meet by chance.
constexpr std::size_t kHeader = 1 + kIdSize + kNonce;
static_assert(kKey == kIndexKey);

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

base::Error no_key_file(const std::string& why) {
    return {base::Errc::BadInput, "this is no key file: " + why};
}

base::Result<base::Secret> key_from_hex(const std::string& hex) {
    std::string key(kKey, '\0');
    std::size_t size = 0;
    if (sodium_hex2bin(bytes_of(key), key.size(), hex.data(), hex.size(), nullptr, &size,
                       nullptr) != 0 ||
        size != kKey || hex.size() != 2 * kKey)
        return no_key_file("a key is not 64 hexadecimal digits");
    return base::Secret(std::move(key));
}

std::string random_hex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    std::string hex(2 * bytes + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes_of(raw), raw.size());
    sodium_memzero(raw.data(), raw.size());
    hex.pop_back();
    return hex;
}

void put_id(std::string& out, std::uint32_t id) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((id >> shift) & 0xFF);
}
std::uint32_t get_id(std::string_view in) {
    std::uint32_t id = 0;
    for (const char c : in.substr(0, kIdSize)) id = (id << 8) | static_cast<unsigned char>(c);
    return id;
}

} // namespace

base::Result<Sealer> Sealer::open(const std::filesystem::path& key_file) {
    auto text = read_key_file(key_file);
    if (!text && text.error().code == base::Errc::NotFound) {
        if (sodium_init() < 0) return base::Error{base::Errc::Internal, "no source of randomness"};
        const auto written = write_key_file(key_file, new_key_text());
        if (!written && written.error().code != base::Errc::Conflict) return written.error();
        text = read_key_file(key_file);
    }
    if (!text) return text.error();
    auto sealer = from_text(*text);
    if (!sealer)
        return base::Error{sealer.error().code, key_file.string() + ": " + sealer.error().what};
    return sealer;
}

base::Secret Sealer::new_key_text() {
    return base::Secret("# The keys of SangdamCall's sealed records. Without this file they cannot "
                        "be read:\n# keep a copy in a safe place, apart from the database.\n"
                        "seal " +
                        random_hex(kIdSize) + ' ' + random_hex(kKey) + "\nindex " +
                        random_hex(kIndexKey) + '\n');
}

base::Result<Sealer> Sealer::from_text(const base::Secret& text) {
    if (sodium_init() < 0) return base::Error{base::Errc::Internal, "no source of randomness"};
    Sealer sealer;
    std::istringstream lines(text.reveal());
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string kind;
        std::string id;
        std::string hex;
        words >> kind;
        if (kind.empty() || kind.front() == '#') continue;
        if (kind == "seal") {
            words >> id >> hex;
            SDC_TRY(auto key, key_from_hex(hex));
            std::uint32_t number = 0;
            const auto end = id.data() + id.size();
            if (std::from_chars(id.data(), end, number, 16).ptr != end || id.empty())
                return no_key_file("the id of a key is not a hexadecimal number");
            sealer.seals_.push_back({number, std::move(key)});
        } else if (kind == "index") {
            words >> hex;
            SDC_TRY(auto key, key_from_hex(hex));
            sealer.indexes_.push_back(std::move(key));
        } else {
            return no_key_file("a line begins with neither seal nor index");
        }
    }
    if (sealer.seals_.empty() || sealer.indexes_.empty())
        return no_key_file("it needs a seal line and an index line");
    return sealer;
}

Bytes Sealer::seal(std::string_view plain, std::string_view context) const {
    const Key& key = seals_.front();
    std::string out;
    out.reserve(kHeader + plain.size() + kTag);
    out += kVersion;
    put_id(out, key.id);
    out.resize(kHeader + plain.size() + kTag);
    unsigned char* nonce = bytes_of(out) + 1 + kIdSize;
    randombytes_buf(nonce, kNonce); // 192 bits: random ones never meet.
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(out) + kHeader, nullptr, bytes_of(plain),
                                               plain.size(), bytes_of(context), context.size(),
                                               nullptr, nonce, bytes_of(key.bytes.reveal()));
    return Bytes{std::move(out)};
}

base::Result<std::string> Sealer::unseal(std::string_view sealed, std::string_view context) const {
    const base::Error wrong{base::Errc::Unavailable,
                            "a sealed value does not open (" + std::string(context) +
                                "): it was changed, or the key file is not the one it was sealed "
                                "with; restore both from the same backup"};
    if (sealed.size() < kHeader + kTag || sealed.front() != kVersion) return wrong;
    const auto id = get_id(sealed.substr(1));
    const auto nonce = sealed.substr(1 + kIdSize, kNonce);
    const auto cipher = sealed.substr(kHeader);
    std::string plain(cipher.size() - kTag, '\0');
    for (const Key& key : seals_) {
        if (key.id != id) continue;
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(
                bytes_of(plain), nullptr, nullptr, bytes_of(cipher), cipher.size(),
                bytes_of(context), context.size(), bytes_of(nonce),
                bytes_of(key.bytes.reveal())) == 0)
            return plain;
    }
    return wrong;
}

bool Sealer::sealed_by_newest(std::string_view sealed) const {
    return sealed.size() >= kHeader && get_id(sealed.substr(1)) == seals_.front().id;
}

std::string Sealer::oldest_id() const {
    std::string raw;
    put_id(raw, seals_.back().id);
    std::string hex(2 * kIdSize + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes_of(raw), raw.size());
    hex.pop_back();
    return hex;
}

base::Secret Sealer::with_new_keys(const base::Secret& text) {
    // Comments stay on top, so that the file still says what it is.
    std::string comments;
    std::string keys;
    std::istringstream lines(text.reveal());
    for (std::string line; std::getline(lines, line);)
        (line.starts_with('#') ? comments : keys) += line + '\n';
    base::Secret out(comments + "seal " + random_hex(kIdSize) + ' ' + random_hex(kKey) +
                     "\nindex " + random_hex(kIndexKey) + '\n' + keys);
    sodium_memzero(keys.data(), keys.size());
    return out;
}

base::Secret Sealer::without_old_seals(const base::Secret& text) {
    std::string out;
    bool first = true;
    std::istringstream lines(text.reveal());
    for (std::string line; std::getline(lines, line);) {
        const bool seal = line.starts_with("seal");
        if (!seal || first) out += line + '\n';
        first = first && !seal;
    }
    return base::Secret(std::move(out));
}

namespace {

Bytes index_by(const base::Secret& key, std::string_view purpose, std::string_view text) {
    std::string input(purpose);
    input += '\0'; // Keeps "ab"+"c" and "a"+"bc" apart.
    input += text;
    Bytes out{std::string(kIndex, '\0')};
    crypto_generichash(bytes_of(out.data), out.data.size(), bytes_of(input), input.size(),
                       bytes_of(key.reveal()), kIndexKey);
    sodium_memzero(input.data(), input.size());
    return out;
}

} // namespace

Bytes Sealer::index(std::string_view purpose, std::string_view text) const {
    return index_by(indexes_.front(), purpose, text);
}

std::vector<Bytes> Sealer::all_indexes(std::string_view purpose, std::string_view text) const {
    std::vector<Bytes> out;
    for (const auto& key : indexes_) out.push_back(index_by(key, purpose, text));
    return out;
}

} // namespace sangdam::store
