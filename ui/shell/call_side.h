// SPDX-License-Identifier: MIT
//
// Everything of the desktop that must work while no window does (Law 1), put together: the call
// thread with SIP phone, handsets, call desk and handset desk, and the media engine beside it.
//
// The functions here may be called from the thread that opened it; each of them is a post to the
// call thread. Destroying it hangs up, un-registers, puts the lamps out and joins.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/timers.h"
#include "core/ports/handset.h"
#include "core/ports/sound.h"
#include "desk/call_commands.h"
#include "desk/calls_view.h"
#include "desk/handset_desk.h"

#include <functional>
#include <memory>

namespace sangdam::phone {
struct PhoneConfig;
}

namespace sangdam::shell {

class CallSide {
public:
    // Makes a handset on the call thread.
    using HandsetMaker =
        std::function<std::shared_ptr<core::Handset>(base::Executor& call, base::Timers& timers)>;

    // Unavailable: no thread, no poll set.
    static base::Result<std::unique_ptr<CallSide>> open(const base::Clock&);
    ~CallSide();

    base::Executor& executor();
    std::weak_ptr<desk::CallCommands> commands() const; // For the call thread: CallCommandsOn.

    void add_listener(std::shared_ptr<desk::CallsListener>);       // Held weakly.
    void add_listener(std::shared_ptr<desk::HandsetDeskListener>); // Held weakly.
    void add_handset(HandsetMaker);
    // Registers. A failure (port taken, bad account) becomes the registration's state. `opened` is
    // told the SIP port on the call thread.
    void install_phone(phone::PhoneConfig, std::function<void(std::uint16_t)> opened);
    void remove_phone();
    void network_changed(); // Registers again at once.
    void set_line(std::shared_ptr<core::SoundLine>);

private:
    struct Parts;
    explicit CallSide(std::unique_ptr<Parts>);
    std::unique_ptr<Parts> parts_;
};

} // namespace sangdam::shell
