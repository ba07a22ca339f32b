// SPDX-License-Identifier: MIT
//
// Input reports in, what the person did to the device out (HID 1.11 §5.6, §8). Pure but for the
// memory of the last report, which a press is the difference to. Any bytes of any length are safe.
#pragma once

#include "hid/telephony_map.h"

#include <cstdint>
#include <map>
#include <span>
#include <variant>
#include <vector>

namespace sangdam::hid {

// The hook as a state. Told with every report that has it: an unchanged one may mean something.
struct HookLevel {
    bool off_hook = false;
    bool alone = false; // Nothing else was pressed in the same report.
    friend bool operator==(const HookLevel&, const HookLevel&) = default;
};
struct HookToggled {
    friend bool operator==(const HookToggled&, const HookToggled&) = default;
};
struct HookPressed { // A key for each direction.
    bool off_hook = false;
    friend bool operator==(const HookPressed&, const HookPressed&) = default;
};
struct MuteToggled {
    friend bool operator==(const MuteToggled&, const MuteToggled&) = default;
};
struct MuteLevel {
    bool on = false;
    friend bool operator==(const MuteLevel&, const MuteLevel&) = default;
};
struct KeyPressed {
    InputRole key{};
    friend bool operator==(const KeyPressed&, const KeyPressed&) = default;
};
struct DigitPressed {
    char digit = 0; // 0-9 * # A-D
    friend bool operator==(const DigitPressed&, const DigitPressed&) = default;
};
using DeviceEvent = std::variant<HookLevel, HookToggled, HookPressed, MuteToggled, MuteLevel,
                                 KeyPressed, DigitPressed>;

class InputReader {
public:
    explicit InputReader(const TelephonyMap&);

    // `report` as hidapi reads it: the id first if the device numbers its reports. Longer than
    // declared is fine (Windows pads), what a shorter one lacks is unchanged. The hook comes last,
    // because a flash in the same report explains it.
    std::vector<DeviceEvent> read(std::span<const std::uint8_t> report);

private:
    struct Slot {
        Input input;
        std::uint32_t last = 0;
        std::vector<Usage> held;    // Arrays: the keys of this role that are down.
        bool by_the_letter = false; // Arrays: has sent its null value, so 0 is its first key.
    };
    void read_slot(Slot&, std::span<const std::uint8_t> body, bool again,
                   std::vector<DeviceEvent>& out) const;
    void read_array(Slot&, std::span<const std::uint8_t> body, std::vector<DeviceEvent>& out) const;
    void array_key(InputRole, Usage key, std::vector<DeviceEvent>& out) const;

    bool numbered_;
    bool has_hook_;
    std::vector<Slot> slots_;
    std::map<std::uint8_t, std::vector<std::uint8_t>> last_reports_;
};

} // namespace sangdam::hid
