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

namespace sangdam::desk {

// Without an id, the command means the call that a person would mean (choose.h).
using Which = std::optional<core::CallId>;

enum class Switch { Off, On, Toggle };

class CallCommands {
public:
    virtual ~CallCommands() = default;
    virtual void answer(Which = {}) = 0;  // Talking already: that call is put on hold first.
    virtual void hang_up(Which = {}) = 0; // Declines when nothing but a ringing call is there.
    virtual void decline(Which = {}) = 0; // Ringing calls only; a call in progress is safe from it.
    virtual void hold(Switch, Which = {}) = 0;
    virtual void mute(Switch, Which = {}) = 0;
    virtual void digit(char, Which = {}) = 0;
    // A number, an extension or a sip: URI. A call in progress is put on hold first. Conflict: one
    // is being dialled already. BadInput: cannot be dialled.
    virtual void dial(std::string target, std::function<void(base::Result<core::CallId>)> done) = 0;
    virtual void redial() = 0; // What was dialled last; nothing when nothing was.
};

} // namespace sangdam::desk
