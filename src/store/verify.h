// SPDX-License-Identifier: MIT
//
// Are a centre's records what they were written as: does every sealed value open, is the chain of
// the access log whole, how many rows has each table. Reads all of it. Thread: see database.h.
#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/progress.h"
#include "store/sealer.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::store {

struct Verified {
    std::vector<std::pair<std::string, std::uint64_t>> rows; // Of the tables with sealed values.
    std::uint64_t access_entries = 0;
    std::vector<std::string> broken; // One sentence each; no personal data. Empty: all is well.
};

base::Result<Verified> verify_records(Database&, const Sealer&, const Progress&);

} // namespace sangdam::store
