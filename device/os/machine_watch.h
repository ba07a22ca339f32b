// SPDX-License-Identifier: MIT
//
// What happens to the machine around us: it goes to sleep, wakes up, its network changes. A thread
// of its own ("machine") that sleeps until the system tells something; nothing is polled.
//
// Linux: logind's PrepareForSleep on the system bus; route netlink for links, addresses and routes.
// Without logind, waking is noticed by the gap between CLOCK_BOOTTIME and CLOCK_MONOTONIC at the
// next network message, which a woken network card always causes.
#pragma once

#include "base/executor.h"

#include <chrono>
#include <functional>
#include <memory>

namespace sangdam::os {

enum class MachineEvent {
    FallingAsleep,
    Woke,
    NetworkChanged // Told once for a burst; what is reachable now may have changed.
};

class MachineWatch {
public:
    virtual ~MachineWatch() = default; // Joins.
};

// `told` is called on `executor`, which must outlive the watch. Never null: where the system tells
// nothing, it stays silent.
std::unique_ptr<MachineWatch> watch_machine(base::Executor& executor,
                                            std::function<void(MachineEvent)> told);

// The pure parts.

// Boot time runs on during sleep, the monotonic clock does not.
class SleepGap {
public:
    // True: the machine has slept since the last time this was asked.
    bool slept(std::chrono::nanoseconds boot, std::chrono::nanoseconds monotonic);

private:
    std::chrono::nanoseconds gap_{0};
    bool known_ = false;
};

} // namespace sangdam::os
