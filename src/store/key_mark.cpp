// SPDX-License-Identifier: MIT

#include "store/key_mark.h"

#include "store/hex.h"
#include "store/repositories/settings.h"

#include <string>

namespace sangdam::store {
namespace {

// A blind index of a known word: the same keys give the same one again.
constexpr const char* kKeyMark = "key mark";
constexpr const char* kWord = "sangdam";

} // namespace

base::Result<KeyMark> read_key_mark(Database& database, const Sealer& sealer) {
    SDC_TRY(const auto mark, Settings(database).get(kKeyMark));
    if (!mark) return KeyMark::None;
    const auto known = sealer.all_indexes(kKeyMark, kWord);
    for (std::size_t i = 0; i < known.size(); ++i)
        if (in_hex(known[i].data) == *mark) return i == 0 ? KeyMark::Ours : KeyMark::Former;
    return KeyMark::Foreign;
}

base::Status write_key_mark(Database& database, const Sealer& sealer) {
    return Settings(database).put(kKeyMark, in_hex(sealer.index(kKeyMark, kWord).data));
}

base::Error foreign_keys() {
    return {base::Errc::Refused, "the key file does not belong to this database; restore the key "
                                 "file that was saved with it"};
}

base::Status check_keys(Database& database, const Sealer& sealer) {
    SDC_TRY(const auto mark, read_key_mark(database, sealer));
    switch (mark) {
    case KeyMark::None: return write_key_mark(database, sealer);
    case KeyMark::Ours: return base::Done{};
    case KeyMark::Former:
        return base::Error{base::Errc::Refused,
                           "a rotation of the keys was cut off; finish it with `sangdam-hub admin "
                           "key rotate`"};
    case KeyMark::Foreign: break;
    }
    return foreign_keys();
}

} // namespace sangdam::store
