// SPDX-License-Identifier: MIT
//
// `sangdamcall ctl status --json`: the desk in one line. Pure; numbers are masked, because the line
// ends up in scripts and logs.
#pragma once

#include "base/clock.h"
#include "desk/agent_desk.h"
#include "desk/calls_view.h"
#include "desk/handset_desk.h"

#include <string>

namespace sangdam::shell {

struct Status {
    desk::AgentView agent;
    desk::CallsView calls;
    desk::HandsetDeskView handset;
    std::string sound;         // Name of the sound device; empty: none.
    std::string sound_trouble; // English; empty: it works.
    std::uint16_t sip_port = 0;
    std::string hub; // Its address.
    base::TimePoint now{};
};

std::string status_json(const Status&);
std::string status_text(const Status&); // For a person at a terminal.

} // namespace sangdam::shell
