// SPDX-License-Identifier: MIT

#include "hid/hotplug.h"

namespace sangdam::hid {

namespace {

class SilentHotplug final : public Hotplug {
public:
    int descriptor() const override { return -1; }
    void drain() override {}
};

} // namespace

std::unique_ptr<Hotplug> make_silent_hotplug() { return std::make_unique<SilentHotplug>(); }

#ifndef __linux__
std::unique_ptr<Hotplug> make_hotplug() { return make_silent_hotplug(); }
#endif

} // namespace sangdam::hid
