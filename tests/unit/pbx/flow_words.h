// SPDX-License-Identifier: MIT
//
// The switch's reducer under test: events in, short words out. "ring A c1", "tell ended c1
// cancelled customer" read better in a failure than thirteen structs.
#pragma once

#include "pbx/practice/call_flow.h"

#include <chrono>
#include <string>
#include <vector>

namespace sangdam::pbx {

using Words = std::vector<std::string>;

class FlowBench {
public:
    // Seats "A", "B" … with extensions 201, 202 …, registered and available, idle since their turn.
    explicit FlowBench(int seats = 2);

    Words operator()(const FlowEvent&);
    Words after(std::chrono::milliseconds, const FlowEvent& = Tick{});
    // Lets time pass and ticks whenever the floor asked for it; all that came of it.
    Words let_pass(std::chrono::milliseconds);

    // A customer who already waits; what was done is forgotten.
    core::CallRef waiting_call(const std::string& ref);
    core::CallRef talk(const std::string& ref, const core::AgentId& with); // Already.
    std::string rings_at(const std::string& ref) const;                    // "AB"
    void all_unavailable();

    Floor floor;
    FlowActions last; // Of the last event.
    base::TimePoint now{};
};

core::CallRef call(const std::string& ref);
core::AgentId agent(const std::string& name);
core::Seat seat(const std::string& name, const std::string& extension);

} // namespace sangdam::pbx
