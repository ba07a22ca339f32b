// SPDX-License-Identifier: MIT
//
// The call thread: one thread that runs the SIP stack's event loop and, between its events,
// whatever is posted here. Call state and handset logic live on it, so that lifting the handset
// reaches the wire without waiting for anybody.
//
// Everything that lives on it (an Endpoint, timers) must be destroyed on it, before it goes.
#pragma once

#include "base/executor.h"
#include "base/timers.h"

#include <memory>
#include <string>

namespace sangdam::sip {

class CallThread final : public base::Executor, public base::Timers {
public:
    explicit CallThread(std::string name = "call");
    // Runs what was posted, lets closed endpoints finish their goodbyes (a second at most), joins.
    ~CallThread() override;

    CallThread(const CallThread&) = delete;
    CallThread& operator=(const CallThread&) = delete;

    void post(base::Task) override; // Wakes the loop at once.
    bool is_current() const override;
    // On this thread only. Counts monotonic time: the wall clock may jump, a timer does not.
    base::Timer after(std::chrono::milliseconds delay, base::Task) override;

private:
    friend struct StackAccess; // The stack's own types stay inside src/sip's .cpp files.
    struct Loop;
    std::unique_ptr<Loop> loop_;
};

} // namespace sangdam::sip
