// SPDX-License-Identifier: MIT
//
// Private to store: the SQL files of migrations/, put into the program by CMake.
#pragma once

#include "store/migrations.h"

#include <vector>

namespace sangdam::store {

extern const std::vector<Migration> kCentreMigrations;
extern const std::vector<Migration> kDraftMigrations;
extern const std::vector<Migration> kOfflineMigrations;

} // namespace sangdam::store
