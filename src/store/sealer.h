// SPDX-License-Identifier: MIT
//
// Keeps personal data unreadable in a stolen file: values are sealed with XChaCha20-Poly1305, and
// found again by keyed BLAKE2b of what they were ("blind index"). Any thread; immutable.
//
// A sealed value is bound to its place (`context`, e.g. "customers.name:<id>"): moved to another
// row or column it does not open. It begins with the id of its key, so that keys can be changed
// while old values are still read.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "store/value.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::store {

class Sealer {
public:
    // Reads the key file, or makes one with new keys when there is none. Errors: Refused – others
    // than the owner may read it (POSIX: more than 0600); BadInput – it is no key file;
    // Unavailable – it cannot be read or written.
    static base::Result<Sealer> open(const std::filesystem::path& key_file);
    // Keys from a text of the same form: an operating system's key store, or tests.
    static base::Result<Sealer> from_text(const base::Secret& text);
    static base::Secret new_key_text(); // Fresh random keys.

    Bytes seal(std::string_view plain, std::string_view context) const;
    // Unavailable: another key, another place, or not what was sealed.
    base::Result<std::string> unseal(std::string_view sealed, std::string_view context) const;

    // Equal texts of one purpose have equal indexes; nothing else can be told from one.
    Bytes index(std::string_view purpose, std::string_view text) const;
    // By every key the file knows, the newest first: for what cannot be made again.
    std::vector<Bytes> all_indexes(std::string_view purpose, std::string_view text) const;

    // For the rotation of keys (key_rotation.h).
    bool sealed_by_newest(std::string_view sealed) const;
    std::size_t seals() const { return seals_.size(); }
    std::string oldest_id() const; // Hexadecimal.
    // The same text with a new seal and a new index key in front of the old ones.
    static base::Secret with_new_keys(const base::Secret& text);
    // Without all seal keys but the newest. Old index keys stay: links of the access log are made
    // with them and are never made again.
    static base::Secret without_old_seals(const base::Secret& text);

private:
    struct Key {
        std::uint32_t id;
        base::Secret bytes;
    };
    Sealer() = default;
    std::vector<Key> seals_;            // The first one seals; the others only open. Never empty.
    std::vector<base::Secret> indexes_; // The first one makes; the others only recognise.
};

} // namespace sangdam::store
