// SPDX-License-Identifier: MIT
//
// Passwords of agents and tokens of sessions. Slow on purpose (argon2id, about 50 ms): not for the
// strand that serves everybody. Any thread.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <string>

namespace sangdam::store {

base::Result<std::string> hash_password(const base::Secret&); // Unavailable: not enough memory.
// Takes as long for an empty `hash` (unknown login) as for a real one, and says no.
bool password_fits(const std::string& hash, const base::Secret&);

base::Secret new_token();                    // 256 random bits as base64url.
std::string token_hash(const base::Secret&); // What the database keeps of it; hexadecimal.

} // namespace sangdam::store
