// SPDX-License-Identifier: MIT
//
// What a user taught us about a device: the file `handsets.toml` in the user's folder. Its text is
// meant to be read, corrected and sent in by people.
//
//   [[handset]]
//   vid_pid = "1234:abcd"
//   name = "Phone as it calls itself"
//   ring = "lamp"                      # or "ringer", "none"; absent: as the descriptor says
//   [[handset.key]]
//   role = "hook"                      # hook, send, drop, mute
//   kind = "level"                     # level, toggle, one_shot
//   report_id = 2
//   bit = 0                            # behind the report id
//   inverted = true                    # on hook is 1
//
// Values and text; pure but for load and save. Any thread.
#pragma once

#include "base/result.h"
#include "hid/quirks.h"
#include "hid/telephony_map.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::hid {

enum class TaughtRing : std::uint8_t { Lamp, Ringer, None };

struct TaughtKey {
    InputRole role{};
    InputKind kind{};
    std::uint8_t report_id = 0;
    std::uint32_t bit = 0;
    bool inverted = false;

    friend bool operator==(const TaughtKey&, const TaughtKey&) = default;
};

struct Taught {
    DeviceName device;
    std::string name;
    std::vector<TaughtKey> keys;
    std::optional<TaughtRing> ring;

    friend bool operator==(const Taught&, const Taught&) = default;
};

using TaughtList = std::vector<Taught>;

// BadInput names line and key.
base::Result<TaughtList> parse_taught(std::string_view toml, const std::string& file);
std::string taught_toml(const TaughtList&);

// A file that is not there is an empty list.
base::Result<TaughtList> load_taught(const std::string& path);
// Replaces the file in one step; what was taught about other devices stays.
base::Status save_taught(const std::string& path, const TaughtList&);

const Taught* find_taught(const TaughtList&, DeviceName);
void put_taught(TaughtList&, Taught);
void erase_taught(TaughtList&, DeviceName);

// The descriptor's map with what was taught in its place. Whoever taught a hook has a telephone.
TelephonyMap with_taught(TelephonyMap, const Taught&);
Quirks with_taught(Quirks, const Taught&);

} // namespace sangdam::hid
