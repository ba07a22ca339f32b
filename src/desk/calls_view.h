// SPDX-License-Identifier: MIT
//
// The calls of this desktop as everybody else sees them: a whole snapshot per change, so that a
// snapshot that is skipped loses nothing. Values; any thread.
#pragma once

#include "base/clock.h"
#include "core/call.h"
#include "core/ports/phone.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace sangdam::desk {

struct CallView {
    core::Call call;
    base::TimePoint began{};
    std::optional<base::TimePoint> answered; // When both sides could hear each other.
    std::optional<base::TimePoint> held;     // Since when it waits, if it does.
    std::optional<base::TimePoint> ended;

    friend bool operator==(const CallView&, const CallView&) = default;
};

inline constexpr std::size_t kEndedKept = 16; // When full, the oldest ended call is forgotten.

struct CallsView {
    std::vector<CallView> live;               // In the order in which they began.
    std::vector<CallView> ended;              // Oldest first, at most kEndedKept.
    core::Registration registration;          // Of the standard account.
    std::vector<core::Registration> accounts; // All of them, the standard one first.
    std::vector<core::SeatState> seats;       // Those that are watched.
    core::MessagesWaiting messages;

    friend bool operator==(const CallsView&, const CallsView&) = default;
};

class CallsListener {
public:
    virtual ~CallsListener() = default;
    virtual void calls_changed(const CallsView&) = 0; // On the executor it was wired to.
};

const CallView* find(const CallsView&, core::CallId); // Live or ended; nullptr: unknown.

} // namespace sangdam::desk
