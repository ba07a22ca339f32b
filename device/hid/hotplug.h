// SPDX-License-Identifier: MIT
//
// Says that something was plugged or unplugged; what it was is found by looking. Used on the hid
// thread.
#pragma once

#include <memory>

namespace sangdam::hid {

class Hotplug {
public:
    virtual ~Hotplug() = default;
    virtual int descriptor() const = 0; // Readable when something changed. -1: look now and then.
    virtual void drain() = 0;           // Forgets what was told so far.
};

// udev after its rules have run, so that permissions are usually there already. Without udev: one
// that never tells.
std::unique_ptr<Hotplug> make_hotplug();
std::unique_ptr<Hotplug> make_silent_hotplug();

} // namespace sangdam::hid
