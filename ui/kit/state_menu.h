// SPDX-License-Identifier: MIT
//
// The states an agent may choose by hand, as menu items: the same in the console and in the tray.
// Window thread.
#pragma once

#include "core/agent.h"

#include <map>
#include <string>

class wxMenu;

namespace sangdam::ui {

struct StateChoice {
    core::AgentState state = core::AgentState::Away;
    std::string reason; // Only with Away; in the agent's language, as it is stored.
};

// By menu id.
using StateChoices = std::map<int, StateChoice>;
StateChoices append_state_choices(wxMenu& menu, core::AgentState now);

} // namespace sangdam::ui
