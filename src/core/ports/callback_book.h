// SPDX-License-Identifier: MIT
//
// The centre's promises to call back, from a desktop (guide S15, S16). Alerts and changes arrive as
// CallbackDue and CallbackChanged events. Replies: see reply.h.
#pragma once

#include "core/callback.h"
#include "core/page.h"
#include "core/ports/reply.h"

#include <optional>

namespace sangdam::core {

class CallbackBook {
public:
    virtual ~CallbackBook() = default;

    virtual void list(CallbackQuery, PageAsked, Reply<Page<Callback>>) = 0; // Soonest due first.
    virtual void find(CallbackId, Reply<Callback>) = 0;                     // NotFound

    // revision 0 makes it, else changes time, assignee, shown number and note. BadInput: due in the
    // past, no number, an assignee or number that is not there. Conflict: somebody was faster; the
    // newer one came as CallbackChanged, or read it with find(). Refused: not mine to change.
    virtual void save(Callback, Reply<Callback>) = 0;

    // Tell me again at `until`; the promised time stays.
    virtual void snooze(CallbackId, base::WallTime until, Reply<Callback>) = 0;
    // Done, Failed or Cancelled; `note` replaces the promise's note unless it is absent.
    virtual void finish(CallbackId, CallbackStatus, std::optional<std::string> note,
                        Reply<Callback>) = 0;
    // To a colleague; an empty id gives it to everybody. Both hear of it.
    virtual void reassign(CallbackId, AgentId to, Reply<Callback>) = 0;
};

} // namespace sangdam::core
