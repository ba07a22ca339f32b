// SPDX-License-Identifier: MIT
//
// Port to the agent's handsets. Implemented by device/hid, by the on-screen handset and by test
// fakes.
#pragma once

#include "core/handset.h"

#include <vector>

namespace sangdam::core {

// Called on the call thread.
class HandsetListener {
public:
    virtual ~HandsetListener() = default;
    virtual void handset_command(const HandsetCommand&) = 0;
    virtual void handsets_changed(const std::vector<HandsetDevice>&) = 0;
};

// To be used on the call thread. Never blocks: reports are written by the device's own thread.
class Handset {
public:
    virtual ~Handset() = default;
    // The listener must outlive the handset or be set to nullptr first.
    virtual void set_listener(HandsetListener*) = 0;
    virtual void show(const HandsetView&) = 0; // Lamps and ringer follow.
};

} // namespace sangdam::core
