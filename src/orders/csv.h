// SPDX-License-Identifier: MIT
//
// Comma-separated values as RFC 4180 and Excel write them: quotes, doubled quotes, line breaks in
// quotes, CRLF, a byte-order mark; tab or semicolon instead of the comma when the first line has
// more of those. Pure.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace sangdam::orders {

inline constexpr std::size_t kMostRows = 100'000;
inline constexpr std::size_t kMostColumns = 100;

using CsvRow = std::vector<std::string>;
// Empty lines are left out. BadInput: a quote that never ends (with its line), or too much.
base::Result<std::vector<CsvRow>> read_csv(std::string_view text);

} // namespace sangdam::orders
