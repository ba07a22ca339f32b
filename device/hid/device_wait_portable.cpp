// SPDX-License-Identifier: MIT

#include "hid/device_wait.h"

#include <semaphore>

namespace sangdam::hid {

namespace {

class PortableDeviceWait final : public DeviceWait {
public:
    bool watch(const std::string&) override { return false; }
    void unwatch(const std::string&) override {}
    void watch_hotplug(int) override {}
    Woken wait(std::optional<std::chrono::milliseconds> at_most) override {
        if (at_most)
            static_cast<void>(woken_.try_acquire_for(*at_most));
        else
            woken_.acquire();
        return {};
    }
    void wake() override { woken_.release(); }

private:
    std::counting_semaphore<> woken_{0};
};

} // namespace

std::unique_ptr<DeviceWait> make_portable_device_wait() {
    return std::make_unique<PortableDeviceWait>();
}

#ifndef __linux__
std::unique_ptr<DeviceWait> make_device_wait() { return make_portable_device_wait(); }
#endif

} // namespace sangdam::hid
