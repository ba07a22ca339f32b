// SPDX-License-Identifier: MIT

#include "hid/busy_lights.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace sangdam::hid {

void BusyLights::plugged(const std::string& id, BusyLight light) {
    lights_.insert_or_assign(id, light);
    if (!(colour_ == BusyColour{})) write_(id, busy_reports(light, colour_));
    keep_awake();
}

void BusyLights::unplugged(const std::string& id) { lights_.erase(id); }

void BusyLights::show(const core::HandsetView& view) {
    const auto wanted = busy_colour(view);
    if (std::exchange(colour_, wanted) == wanted) return;
    light_all();
}

void BusyLights::resumed() {
    if (!(colour_ == BusyColour{})) light_all();
}

void BusyLights::try_out(const std::string& id, bool lit) {
    const auto light = lights_.find(id);
    if (light == lights_.end() || !(colour_ == BusyColour{})) return; // A call goes first.
    write_(id, busy_reports(light->second, lit ? BusyColour{255, 0, 0, false} : BusyColour{}));
}

void BusyLights::light_all() {
    for (const auto& [id, light] : lights_) write_(id, busy_reports(light, colour_));
    keep_awake();
}

void BusyLights::keep_awake() {
    std::optional<std::chrono::milliseconds> next;
    if (!(colour_ == BusyColour{}))
        for (const auto& [id, light] : lights_)
            if (const auto repeat = busy_repeat(light))
                next = next ? std::min(*next, *repeat) : *repeat;
    if (!next) return beat_.reset();
    beat_ = timers_.after(*next, [this] { light_all(); });
}

} // namespace sangdam::hid
