// SPDX-License-Identifier: MIT
//
// Points in time as text (RFC 3339 §5.6), always UTC with milliseconds: 2026-11-23T00:15:51.123Z.
// Pure.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace sangdam::wire {

std::string rfc3339(base::WallTime);
// Any offset and any number of decimals (cut to milliseconds). Years 1970 to 9999.
base::Result<base::WallTime> parse_rfc3339(std::string_view);

} // namespace sangdam::wire
