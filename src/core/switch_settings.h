// SPDX-License-Identifier: MIT
//
// What the administrator sets about the telephone side (guide S17), as values. The hub owns them;
// each switch carries out as much as it can and says so when it cannot.
#pragma once

#include "core/work_hours.h"

#include <chrono>
#include <string>
#include <vector>

namespace sangdam::core {

// Which seats ring for a waiting call.
enum class RingStrategy {
    LongestIdle, // One: the seat that has been idle longest.
    RingAll      // Every free seat; the first to lift has the call.
};

// May calls be recorded (통신비밀보호법: the caller is told by the announcement)?
enum class RecordingPolicy {
    Never,
    OnDemand, // An agent may start it.
    Always    // From the first word with an agent.
};

struct MenuChoice { // "배송 문의는 1번"
    char key = '1'; // 0-9
    std::string label;
    std::string queue; // Empty: the label.

    friend bool operator==(const MenuChoice&, const MenuChoice&) = default;
};

struct SwitchSettings {
    std::string welcome;          // Spoken to who calls; empty: the switch's own text, which has
                                  // the notice of 산업안전보건법 41조.
    std::string closed;           // Outside of work hours; empty: the switch's own.
    std::vector<MenuChoice> menu; // Empty: key 1 asks for an agent.
    WorkHours hours = always_open();
    RingStrategy strategy = RingStrategy::LongestIdle;
    std::chrono::seconds seat_patience{15}; // A seat that rings longer loses the call (호회수).
    RecordingPolicy recording = RecordingPolicy::Never;

    friend bool operator==(const SwitchSettings&, const SwitchSettings&) = default;
};

} // namespace sangdam::core
