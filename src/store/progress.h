// SPDX-License-Identifier: MIT
//
// How far long work on the records has come. Called on the thread that works, after each page.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace sangdam::store {

using Progress = std::function<void(const std::string& table, std::uint64_t done)>;

} // namespace sangdam::store
