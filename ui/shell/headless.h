// SPDX-License-Identifier: MIT
//
// The desk without windows: phone, handset and sound, told what to do by the handset and by `ctl`.
#pragma once

#include "shell/startup.h"

namespace sangdam::shell {

int run_headless(Started started, bool demo); // Until told to end. Returns the exit code.

} // namespace sangdam::shell
