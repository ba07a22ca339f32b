// SPDX-License-Identifier: MIT
//
// All USB handsets of this desk as one core::Handset. They ring together; the one that is lifted
// owns the call, alone hears of it and alone may end it. While there is no call of ours, nothing is
// written to any device and no key is obeyed: another program may be using it.
//
// Lives on the call thread. The devices' own thread ("hid") posts one task per report to it and
// decides nothing; neither knows the ui thread (Law 1).
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/timers.h"
#include "core/ports/handset.h"
#include "core/ports/handset_check.h"
#include "hid/lift_to_dial.h"
#include "hid/taught.h"

#include <memory>
#include <vector>

namespace sangdam::hid {

class Transport;

struct HandsetOptions {
    LiftToDial lift_to_dial = LiftToDial::Telephones;
    TaughtList taught{};       // What the file has now.
    std::string taught_file{}; // Where more is written to; empty: nowhere.
};

class Handsets final : public core::Handset, public core::HandsetCheck {
public:
    // `call` and `timers` are the call thread's; all references must outlive this object. Devices
    // are looked for at once; the listener hears of them as they are found.
    Handsets(base::Executor& call, base::Timers& timers, const base::Clock& clock,
             std::unique_ptr<Transport> transport, HandsetOptions options = {});
    ~Handsets() override; // On the call thread. Puts our lamps out, then joins the hid thread.

    void set_listener(core::HandsetListener*) override;
    void show(const core::HandsetView&) override;

    void set_check_listener(core::HandsetCheckListener*) override;
    void try_lamps(const std::string& device, const std::vector<std::string>& roles) override;
    void teach(const std::string& device) override;
    void answer(core::TeachAnswer) override;
    void forget_taught(const std::string& device) override;

    // The computer woke up: devices have forgotten their lamps.
    void resumed();

    std::vector<core::HandsetDevice> devices() const;

private:
    class Desk;
    std::shared_ptr<Desk> desk_;
    std::unique_ptr<Transport> transport_;
};

// With the real devices of this machine (hidapi; udev or polling for hot-plug).
base::Result<std::unique_ptr<Handsets>> open_handsets(base::Executor& call, base::Timers& timers,
                                                      const base::Clock& clock,
                                                      HandsetOptions options = {});

// What is plugged in now, for `handset list`. Blocks for some milliseconds; not beside Handsets.
base::Result<std::vector<core::HandsetDevice>> list_handsets();

} // namespace sangdam::hid
