// SPDX-License-Identifier: MIT
//
// The desk with windows: tray, cards, console, sign-in, on-screen handset. Runs the toolkit's loop
// on the main thread until the agent quits.
#pragma once

#include "shell/startup.h"

namespace sangdam::shell {

int run_gui(Started started, bool demo, std::vector<std::string> targets); // Exit code.

} // namespace sangdam::shell
