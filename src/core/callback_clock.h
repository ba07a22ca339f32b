// SPDX-License-Identifier: MIT
//
// When a promised call back is told, and to whom (guide S16). Pure: the promise as it is and the
// time give the promise as it will be and what must be told now. What was told is part of the
// promise and is stored with it, so that neither a restart nor a clock that jumps tells it twice,
// and a hub that was down tells it as soon as it is back.
//
// Times are compared as UTC: a zone that changes to summer time moves no promise. A clock that is
// set back does not take back what was told; one that is set forward tells early, once.
#pragma once

#include "core/callback.h"
#include "core/work_hours.h"

#include <chrono>
#include <optional>

namespace sangdam::core {

struct CallbackRules {
    std::chrono::minutes notice{10};    // Told so long before.
    std::chrono::minutes escalation{5}; // Due for so long without a try: the team is told.
    WorkHours hours = always_open();    // Nobody is told while closed, unless at work all the same.
};

// What the clock must know besides the promise.
enum class Assignee {
    Nobody,  // Everybody is told.
    Present, // Signed in: available, on a call, writing down.
    Away     // ⚪, signed out, or has left.
};

struct CallbackTold {
    Callback callback; // As it is now; unchanged when nothing was due.
    std::optional<CallbackAlert> alert;
    bool late = false; // More than a minute after its time.

    friend bool operator==(const CallbackTold&, const CallbackTold&) = default;
};

// At most one alert: of several that were missed the weightiest.
CallbackTold tell(Callback, const CallbackRules&, Assignee, base::WallTime now);

// When the clock has to look again; nothing: never (it is done). Never before the thing is due, so
// that a look that finds nothing is followed by a later one.
std::optional<base::WallTime> next_look(const Callback&, const CallbackRules&, base::WallTime now);

// A promise as it begins or was moved: what need not be told any more is marked so. One that is
// due sooner than the notice is told only when it is due.
Callback wound(Callback, const CallbackRules&, base::WallTime now);

} // namespace sangdam::core
