// SPDX-License-Identifier: MIT
//
// What a desktop keeps on its own disk, so that an agent can work on while the hub is away: answers
// that were read before, and writes that wait. Both belong to one agent; on a PC that is shared
// nobody sees another's. Implemented by src/store on a sealed SQLite file, on a disk thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ids.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::core {

// An answer of the hub's, as text, under the name of what was asked.
struct Remembered {
    std::string text;
    base::WallTime read_at{};

    friend bool operator==(const Remembered&, const Remembered&) = default;
};

// A write on its way to the hub. The same key is the same write, however often it is sent.
struct WaitingWrite {
    std::string key;  // Idempotency-Key; unique among one agent's writes.
    std::string kind; // "wrap_up", "customer", "callback" …: who sends it knows what it means.
    std::string body;
    base::WallTime written{};
    // The hub said no for good (a conflict, a record that is gone). It is not sent again; it waits
    // to be shown to the agent.
    std::string refused;

    friend bool operator==(const WaitingWrite&, const WaitingWrite&) = default;
};

// From any thread; answers come on the disk thread, in the order of the calls.
class OfflineBox {
public:
    virtual ~OfflineBox() = default;

    // Replaces what was remembered under that name. Bounded: the least recently written goes.
    virtual void remember(const AgentId&, std::string name, Remembered) = 0;
    using Recalled = std::function<void(base::Result<std::optional<Remembered>>)>;
    virtual void recall(const AgentId&, std::string name, Recalled) = 0;

    // `kept` comes when it is on disk for good; a write of the same key replaces the former, at its
    // place. Unavailable: disk full.
    virtual void keep(const AgentId&, WaitingWrite, std::function<void(base::Status)> kept) = 0;
    virtual void refuse(const AgentId&, const std::string& key, std::string why) = 0;
    virtual void drop(const AgentId&,
                      const std::string& key) = 0; // Answered, or seen and given up.
    // In the order in which they were first kept.
    using Loaded = std::function<void(base::Result<std::vector<WaitingWrite>>)>;
    virtual void waiting(const AgentId&, Loaded) = 0;
};

} // namespace sangdam::core
