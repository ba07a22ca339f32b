// SPDX-License-Identifier: MIT
//
// Private to store: the cursor of a list that is sorted by time and id. Pure.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <string>

namespace sangdam::store {

struct TimeCursor {
    base::WallTime at{};
    std::string id;
};

std::string time_cursor(base::WallTime at, const std::string& id);
base::Result<TimeCursor> parse_time_cursor(const std::string&); // BadInput: none of ours.

} // namespace sangdam::store
