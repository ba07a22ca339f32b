// SPDX-License-Identifier: MIT
//
// Two-leg outgoing calls, from a desktop (guide S10–S12). Each stage arrives as an OutcallChanged
// event, the last one Ended with its cause. Replies: see reply.h.
#pragma once

#include "core/outcall_record.h"
#include "core/ports/reply.h"

namespace sangdam::core {

class Outcalls {
public:
    virtual ~Outcalls() = default;

    // Answers when my own phone is about to ring. BadInput: no dialable number. Refused: a number
    // that is not approved, or a customer who wants no calls (say why in the request). Conflict: I
    // have an outcall going on. Unavailable: no switch, or my phone is not registered.
    virtual void start(OutcallRequest, Reply<OutcallRecord>) = 0;
    virtual void cancel(CallRef, Reply<base::Done>) = 0; // At any stage; both legs end.
    virtual void find(CallRef, Reply<OutcallRecord>) = 0;      // After a reconnect. NotFound: over.
};

} // namespace sangdam::core
