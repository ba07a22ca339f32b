// SPDX-License-Identifier: MIT
//
// Who sits there and who may be rung next. Pure; time comes in as an argument.
#pragma once

#include "base/clock.h"
#include "core/ids.h"
#include "core/ports/switch.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::pbx {

struct SeatState {
    core::Seat seat;
    bool available = false; // The hub lets it be rung.
    bool reachable = false; // Its phone is registered.
    core::CallRef busy;     // Rings or talks; empty: idle.
    base::TimePoint idle_since{};
    base::TimePoint rests_until{}; // Not rung before.
};

using Seats = std::map<core::AgentId, SeatState>;

// A seat that let a call pass is left alone for a moment: its agent is not there, or busy with it.
inline constexpr std::chrono::milliseconds kRestAfterMiss{5'000};
// After a call the hub needs a moment to say that wrap-up has begun.
inline constexpr std::chrono::milliseconds kRestAfterTalk{300};

// The seat that has been idle longest. One that this call has not tried goes before one that it
// has.
std::optional<core::AgentId> next_seat(const Seats&, const std::set<core::AgentId>& tried,
                                       base::TimePoint now);
// When a resting seat can be rung again; nothing: no seat rests.
std::optional<base::TimePoint> next_rested(const Seats&, base::TimePoint now);

SeatState* find_seat(Seats&, const core::AgentId&);
const SeatState* seat_of_extension(const Seats&, const std::string& extension);

void occupy(Seats&, const core::AgentId&, const core::CallRef&);
// Only if it is that call which occupies it: a late message must not free a seat for another.
void release(Seats&, const core::AgentId&, const core::CallRef&, base::TimePoint now,
             std::chrono::milliseconds rest);

// The new list. Who was there stays as he was; a newcomer begins idle now, unavailable.
Seats replaced(const Seats&, const std::vector<std::pair<core::Seat, bool>>& seats_and_reachable,
               base::TimePoint now);

} // namespace sangdam::pbx
