// SPDX-License-Identifier: MIT
//
// What one agent is doing (guide S1), as a pure function. The state that everybody sees is never
// stored by itself: it follows from these facts, so that a late or doubled message cannot leave an
// agent "on call" for ever.
//
//   🔴 OnCall     a call is at this seat – before everything else, the call is the truth
//   Offline       not signed in, or no live desktop
//   🟡 WrapUp     a talk is over and not yet written down; ends by saving, by asking for
//                 Available, or by its time
//   🟢⚪ as the agent wished
#pragma once

#include "core/agent.h"
#include "core/ids.h"

#include <string>
#include <variant>
#include <vector>

namespace sangdam::hub {

struct SeatCall {
    core::CallRef ref;
    bool talked = false; // Was connected: needs a wrap-up.
    bool saved = false;  // The wrap-up was written during the call already.

    friend bool operator==(const SeatCall&, const SeatCall&) = default;
};

struct Duty {
    bool signed_in = false;
    bool present = false;                                // A live desktop.
    core::AgentState wish = core::AgentState::Available; // Or Away.
    std::string away_reason;
    std::vector<SeatCall> calls;
    core::CallRef wrapping; // Empty: nothing to write down.

    friend bool operator==(const Duty&, const Duty&) = default;
};

struct SignedIn {};
struct SignedOut {};
struct DesktopCame {};
struct DesktopGone {};
struct Asked {
    core::AgentState state; // Available or Away; others are no wish and change nothing.
    std::string away_reason;
};
struct CallBegan { // At this seat; it may not be answered yet (an outgoing call).
    core::CallRef ref;
};
struct CallTalks {
    core::CallRef ref;
};
struct CallOver {
    core::CallRef ref;
};
struct WrapUpSaved {
    core::CallRef ref;
};
struct WrapUpTimeOver {
    core::CallRef ref; // An older call's time is late and changes nothing.
};
using DutyEvent = std::variant<SignedIn, SignedOut, DesktopCame, DesktopGone, Asked, CallBegan,
                               CallTalks, CallOver, WrapUpSaved, WrapUpTimeOver>;

Duty step(Duty, const DutyEvent&);
core::AgentState state_of(const Duty&);
std::string away_reason_of(const Duty&); // Empty unless Away.

} // namespace sangdam::hub
