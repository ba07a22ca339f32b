// SPDX-License-Identifier: MIT
//
// The only file that knows libudev.

#include "base/log.h"
#include "hid/hotplug.h"

#include <libudev.h>
#include <utility>

namespace sangdam::hid {

namespace {

template <auto Unref>
struct Release {
    template <class T>
    void operator()(T* object) const {
        Unref(object);
    }
};
using Udev = std::unique_ptr<udev, Release<&udev_unref>>;
using Monitor = std::unique_ptr<udev_monitor, Release<&udev_monitor_unref>>;
using Device = std::unique_ptr<udev_device, Release<&udev_device_unref>>;

class UdevHotplug final : public Hotplug {
public:
    UdevHotplug(Udev context, Monitor monitor)
        : context_(std::move(context)), monitor_(std::move(monitor)) {}
    int descriptor() const override { return udev_monitor_get_fd(monitor_.get()); }
    void drain() override {
        while (Device(udev_monitor_receive_device(monitor_.get())) != nullptr) {
        }
    }

private:
    Udev context_;
    Monitor monitor_;
};

} // namespace

std::unique_ptr<Hotplug> make_hotplug() {
    Udev context(udev_new());
    if (context) {
        Monitor monitor(udev_monitor_new_from_netlink(context.get(), "udev"));
        if (monitor &&
            udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), "hidraw", nullptr) >=
                0 &&
            udev_monitor_enable_receiving(monitor.get()) >= 0)
            return std::make_unique<UdevHotplug>(std::move(context), std::move(monitor));
    }
    base::log::warn("hid", "udev does not tell about plugged devices; looking every two seconds");
    return make_silent_hotplug();
}

} // namespace sangdam::hid
