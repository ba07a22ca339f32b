// SPDX-License-Identifier: MIT
//
// Lights on a desk or a screen that tell colleagues "on a call": one more lamp of the call's state.
// They are HID devices of their makers' own kind; the reports are those of the makers' published
// programs. Pure; any thread.
//
//   Luxafor Flag     output report of 8 bytes: mode, which LEDs, red, green, blue, speed, 0, repeat
//   blink(1)         feature report 1 of 8 bytes: 'n' now, 'P' pattern line, 'p' play
//   Kuando Busylight output report of 64 bytes: seven steps of eight and a sum; goes dark by itself
//                    unless it is told at least every 15 seconds that somebody is there
#pragma once

#include "core/handset.h"
#include "hid/lamp_reports.h"
#include "hid/quirks.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace sangdam::hid {

enum class BusyLight : std::uint8_t { Luxafor, Blink1, Kuando };

std::optional<BusyLight> busy_light_for(DeviceName);

struct BusyColour {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool blinking = false;

    friend bool operator==(const BusyColour&, const BusyColour&) = default;
};

// Yellow blinks while it rings, red is a call, red blinks when another one rings, amber is on hold.
BusyColour busy_colour(const core::HandsetView&);

std::vector<LampReport> busy_reports(BusyLight, BusyColour);

// Nothing: stays as it is by itself.
std::optional<std::chrono::milliseconds> busy_repeat(BusyLight);

} // namespace sangdam::hid
