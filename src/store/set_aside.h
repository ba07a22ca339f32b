// SPDX-License-Identifier: MIT
//
// Private to store: a damaged SQLite file goes out of the way, kept for whoever may be able to read
// something out of it.
#pragma once

#include <filesystem>

namespace sangdam::store {

// FILE -> FILE.damaged, with its journal. False: it could not be moved.
bool set_aside(const std::filesystem::path& file);

} // namespace sangdam::store
