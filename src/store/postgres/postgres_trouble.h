// SPDX-License-Identifier: MIT
//
// Private to store: what a SQLSTATE means for us, and what the person at the machine can do about
// it (PostgreSQL manual, appendix A). Pure.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace sangdam::store {

// `message` is the server's own first line.
base::Error postgres_trouble(std::string_view sqlstate, const std::string& message);

} // namespace sangdam::store
