// SPDX-License-Identifier: MIT
//
// Private to store: the word in a database that tells whether a key file belongs to it. Thread: see
// database.h.
#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/sealer.h"

namespace sangdam::store {

enum class KeyMark {
    None,    // A new database.
    Ours,    // Of the newest keys.
    Former,  // Of keys that the file still knows: a rotation was cut off.
    Foreign, // Of other keys.
};
base::Result<KeyMark> read_key_mark(Database&, const Sealer&);
base::Status write_key_mark(Database&, const Sealer&);
base::Error foreign_keys();
// At the door: marks a new database; Refused unless the mark is ours.
base::Status check_keys(Database&, const Sealer&);

} // namespace sangdam::store
