// SPDX-License-Identifier: MIT
//
// The centre's calls as lists, and how the centre does today, from a desktop (guide S6, S9).
// Replies: see reply.h.
#pragma once

#include "core/board.h"
#include "core/call_query.h"
#include "core/history.h"
#include "core/page.h"
#include "core/ports/reply.h"

#include <vector>

namespace sangdam::core {

class CallLog {
public:
    virtual ~CallLog() = default;

    virtual void calls(CallQuery, PageAsked, Reply<Page<HistoryEntry>>) = 0; // Newest first.
    // All of one customer, whoever served (고객 히스토리); newest first.
    virtual void of_customer(CustomerId, PageAsked, Reply<Page<HistoryEntry>>) = 0;
    virtual void attempts(CallRef, Reply<std::vector<Attempt>>) = 0; // Each ring at each seat.
    // Read it again at queue.changed and call.changed, at most every few seconds.
    virtual void board(Reply<Board>) = 0;
};

} // namespace sangdam::core
