// SPDX-License-Identifier: MIT
//
// What a descriptor does not say. A device that is not named here works by its descriptor alone;
// each entry gives the reason it exists. Pure; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace sangdam::hid {

struct DeviceName {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;

    friend bool operator==(const DeviceName&, const DeviceName&) = default;
};

enum class RingBy : std::uint8_t { Lamp, Ringer, Both }; // LED 0x18, Telephony 0x9E.

struct Quirks {
    RingBy ring_by = RingBy::Lamp; // The other one if the device has only that.
    bool hold_drops_off_hook = false;
    bool off_before_on = false; // A lamp that may still be lit must be put out before it is lit.
    bool ring_second_call = true;
    // Ringing, a report of a hook that is down and was down is the reject key; how many in a row.
    int idle_hook_rejects = 0;
    std::chrono::milliseconds echo_wait{3000};  // For the device to confirm an off-hook lamp.
    std::chrono::milliseconds double_press{30}; // The same press again within this is one.
    std::string_view reason{};                  // Empty: nothing special is known.

    friend bool operator==(const Quirks&, const Quirks&) = default;
};

Quirks quirks_for(DeviceName);

} // namespace sangdam::hid
