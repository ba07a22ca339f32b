// SPDX-License-Identifier: MIT
//
// Sleeps until some device has a report, something was plugged, or somebody calls wake(). hidapi
// can wait for one device at a time only; with this the hid thread waits for all of them at once,
// wakes within microseconds and not at all while nothing happens.
//
// Used on the hid thread, except wake().
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::hid {

class DeviceWait {
public:
    struct Woken {
        bool hotplug = false;
        std::vector<std::string> devices; // Paths.
    };

    virtual ~DeviceWait() = default;
    // False: this device cannot be waited for here; it has to be read with short timeouts.
    virtual bool watch(const std::string& path) = 0;
    virtual void unwatch(const std::string& path) = 0;
    virtual void watch_hotplug(int descriptor) = 0;
    virtual Woken wait(std::optional<std::chrono::milliseconds> at_most) = 0;
    virtual void wake() = 0; // Any thread.
};

std::unique_ptr<DeviceWait> make_device_wait();
std::unique_ptr<DeviceWait> make_portable_device_wait(); // Knows no devices, only wake().

} // namespace sangdam::hid
