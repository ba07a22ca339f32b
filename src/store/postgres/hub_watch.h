// SPDX-License-Identifier: MIT
//
// What one hub needs to know of the others on its PostgreSQL database: that something was written,
// and which of them leads – the one that holds the link to the switch. On a connection and a thread
// of its own.
//
// The lead is an advisory lock of the session (manual §13.3.5): it ends with the connection,
// however the hub ends. A leader that is cut off is told before the server gives the lead to
// another: it looks every second and waits two for the answer, the server waits six for a silent
// client.
#pragma once

#include "base/executor.h"
#include "store/postgres/postgres_database.h"

#include <functional>
#include <memory>

namespace sangdam::store {

class HubWatch {
public:
    // Both are posted to the executor that watch_hubs() was given.
    struct Told {
        std::function<void()> written;   // Perhaps also without anything new. Bursts come as one.
        std::function<void(bool)> leads; // First as it is, then with every change.
    };
    virtual ~HubWatch() = default; // Gives the lead back; nothing is posted after it.
};

// Never fails: without a server it goes on trying, and nobody leads here.
std::unique_ptr<HubWatch> watch_hubs(const PostgresPlace&, base::Executor& on, HubWatch::Told);

} // namespace sangdam::store
