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

// Unavailable: the file or its folder is missing, may not be written, is in use by another program
// for longer than two seconds, or is damaged. BadInput: it is no database.
base::Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path&, IfMissing);

} // namespace sangdam::store
