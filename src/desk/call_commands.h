// SPDX-License-Identifier: MIT
//
// What an agent can want from the telephone. CallDesk carries it out on the call thread;
// CallCommandsOn brings it there from any other.
#pragma once

#include "base/result.h"
#include "core/ids.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

// Without an id, the command means the call that a person would mean (choose.h).
using Which = std::optional<core::CallId>;

enum class Switch { Off, On, Toggle };

class CallCommands {
public:
    using Done = std::function<void(base::Status)>;
    virtual ~CallCommands() = default;
    virtual void answer(Which = {}) = 0;  // Talking already: that call is put on hold first.
    virtual void hang_up(Which = {}) = 0; // Declines when nothing but a ringing call is there.
    virtual void decline(Which = {}) = 0; // Ringing calls only; a call in progress is safe from it.
    virtual void hold(Switch, Which = {}) = 0;
    virtual void mute(Switch, Which = {}) = 0;
    virtual void digit(char, Which = {}) = 0;
    // A number, an extension or a sip: URI. A call in progress is put on hold first. Conflict: one
    // is being dialled already. BadInput: cannot be dialled.
    // `account`: which of ours calls; empty: the standard one.
    virtual void dial(std::string target, std::function<void(base::Result<core::CallId>)> done,
                      std::string account = {}) = 0;
    virtual void redial() = 0; // What was dialled last; nothing when nothing was.

    // The far end is handed on to `target` without asking there first. Conflict: no call to hand
    // on.
    virtual void transfer(std::string target, Done done, Which = {}) = 0;
    // The held call and the one in hand are put through to each other, and we are out of it.
    virtual void transfer_to_consulted(Done done) = 0;
    virtual void swap() = 0; // The call in hand waits, the one that waited longest is in hand.
    virtual void conference(Switch, Done done) = 0; // All that are up, or only the first.
    virtual void pick_up(std::string extension,
                         std::function<void(base::Result<core::CallId>)> done) = 0;
    virtual void watch_seats(std::vector<std::string> extensions) = 0;
};

} // namespace sangdam::desk
