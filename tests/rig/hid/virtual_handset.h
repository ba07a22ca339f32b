// SPDX-License-Identifier: MIT
//
// A whole virtual telephone: what its keys send and what its lamps show, by name. Where each bit
// lies is written down here a second time, by hand, so that the parser under test is not its own
// witness.
#pragma once

#include "base/strand.h"
#include "rig/hid/virtual_bus.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::rig {

struct HandsetProfile {
    struct Bit {
        std::uint8_t report_id = 0; // 0: unnumbered.
        unsigned bit = 0;           // Behind the id.
    };
    std::string name; // Its descriptor is tests/data/hid/<name>.hex.
    UsbIdentity identity;
    std::uint8_t input_id = 0;
    unsigned input_bytes = 1;             // Behind the id.
    std::map<std::string, unsigned> keys; // "hook", "mute" … and "0" … "#" where keys have bits.
    std::optional<unsigned> keypad_bit;   // An array of four bits instead; codes count from 1.
    std::map<std::string, Bit> lamps;     // "off_hook", "ring" …
    bool echoes = false;                  // Answers its off-hook lamp as if somebody had pressed.
};

const HandsetProfile* find_profile(std::string_view name);
std::vector<std::string> profile_names();

// Throws std::runtime_error when the file is not there: a rig without its data is of no use.
Bytes read_hex_file(const std::string& path);

class VirtualHandset {
public:
    VirtualHandset(VirtualBus&, const HandsetProfile&, int node = -1, std::string serial = {});
    ~VirtualHandset();

    VirtualDevice& device() { return *device_; }
    const HandsetProfile& profile() const { return profile_; }

    // The time is that of the report.
    std::int64_t lift();
    std::int64_t cradle();
    bool press(const std::string& key); // Down and up. False: there is no such key.

    bool lamp(const std::string& name) const; // As the last reports left it.
    // Waits until the lamp is so; the time is that of the report that made it so.
    std::optional<std::int64_t> wait_lamp(const std::string& name, bool lit,
                                          std::chrono::milliseconds) const;

    // A real headset confirms an off-hook lamp after some milliseconds, and takes an "off hook"
    // back that nobody confirmed for two seconds.
    void set_echo(bool on, std::chrono::milliseconds delay = std::chrono::milliseconds{10});

private:
    struct Keys;
    void echo(const OutputReport&);

    const HandsetProfile& profile_;
    std::shared_ptr<VirtualDevice> device_;
    std::shared_ptr<Keys> keys_;
    std::unique_ptr<base::Strand> firmware_;
};

} // namespace sangdam::rig
