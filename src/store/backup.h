// SPDX-License-Identifier: MIT
//
// A centre's records as one file, from either engine into either engine (decisions/0008): a SQLite
// file with the same tables, and what they add up to. Sealed values stay sealed – the key file is
// not in it. Blocks; one thread, on connections of its own.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "store/progress.h"
#include "store/sealer.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sangdam::store {

struct RecordsSeen {
    base::WallTime made_at{}; // Of the backup.
    std::uint64_t rows = 0;
    std::vector<std::pair<std::string, std::uint64_t>> tables;
};

// Of one moment, while hubs go on working. `file` has its name only when it is complete and on
// disk. Conflict: there is such a file already.
base::Result<RecordsSeen> back_up(Database&, const Sealer&, const std::filesystem::path& file,
                                  base::WallTime now, const Progress&);

// Complete, unchanged, and opens with these keys? BadInput: it is no backup, or not as it was made.
base::Result<RecordsSeen> verify_backup(const std::filesystem::path& file, const Sealer&,
                                        const Progress&);

enum class IfFull { Refuse, Overwrite };
// All or nothing, into a database with this program's tables. While no hub runs. Conflict: there
// are records already.
base::Result<RecordsSeen> restore(const std::filesystem::path& file, Database&, const Sealer&,
                                  IfFull, base::WallTime now, const Progress&);

} // namespace sangdam::store
