// SPDX-License-Identifier: MIT
//
// Private to store: a small file that only its owner may read. Blocks; any thread.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <filesystem>

namespace sangdam::store {

// NotFound; Refused: others may read it; Unavailable: it cannot be read.
base::Result<base::Secret> read_key_file(const std::filesystem::path&);
// On disk before it returns. Conflict: there is one already, which stays as it is.
base::Status write_key_file(const std::filesystem::path&, const base::Secret&);
// At once: a reader finds the old one or the new one, also after a power cut.
base::Status replace_key_file(const std::filesystem::path&, const base::Secret&);

} // namespace sangdam::store
