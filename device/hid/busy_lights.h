// SPDX-License-Identifier: MIT
//
// The busy lights that are plugged in, all showing the same. Call thread; writes through the given
// door and holds no device.
#pragma once

#include "base/timers.h"
#include "hid/busy_light.h"

#include <functional>
#include <map>
#include <string>

namespace sangdam::hid {

class BusyLights {
public:
    using Write = std::function<void(const std::string& id, std::vector<LampReport>)>;
    BusyLights(base::Timers& timers, Write write) : timers_(timers), write_(std::move(write)) {}

    void plugged(const std::string& id, BusyLight);
    void unplugged(const std::string& id);
    bool has(const std::string& id) const { return lights_.contains(id); }
    void show(const core::HandsetView&);
    void resumed(); // They forgot their colour.
    void try_out(const std::string& id, bool lit);

private:
    void light_all();
    void keep_awake();

    base::Timers& timers_;
    Write write_;
    std::map<std::string, BusyLight> lights_;
    BusyColour colour_;
    base::Timer beat_;
};

} // namespace sangdam::hid
