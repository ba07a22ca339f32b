// SPDX-License-Identifier: MIT
//
// The driver for one machine: a SQLite file in WAL mode. synchronous=FULL, because an agent who was
// told "saved" must be right after a power cut too. Thread: see database.h.
#pragma once

#include "base/result.h"
#include "store/database.h"

#include <filesystem>
#include <memory>

namespace sangdam::store {

enum class IfMissing { Create, Fail };
enum class Inspect { Nothing, WholeFile }; // The whole file: for small ones.

// BadInput: the file is damaged, or no database at all. Unavailable: it or its folder is missing,
// may not be written, or is in use by another program for longer than two seconds.
base::Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path&, IfMissing,
                                                    Inspect = Inspect::Nothing);

} // namespace sangdam::store
