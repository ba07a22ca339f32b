// SPDX-License-Identifier: MIT
//
// New keys for a centre: every sealed value is sealed again, every look-up hash made again. To be
// run while no hub runs. Killed at any moment, it goes on where it was when it is started again: a
// value tells by which key it is sealed, and the key file keeps the old key until all are done.
// Blocks; one thread.
#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/progress.h"

#include <cstdint>
#include <filesystem>

namespace sangdam::store {

struct Rotated {
    std::uint64_t rows = 0;       // That were sealed again, this time.
    bool resumed = false;         // An earlier run was cut off; this one finished it.
    std::filesystem::path former; // Copy of the key file as it was: for backups made before today.
};

// Refused: the keys are not this database's.
base::Result<Rotated> rotate_keys(Database&, const std::filesystem::path& key_file,
                                  const Progress& progress);

} // namespace sangdam::store
