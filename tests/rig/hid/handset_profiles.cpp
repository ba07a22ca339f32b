// SPDX-License-Identifier: MIT
//
// Where the bits of the synthetic descriptors lie, written by hand from the .hex files.

#include "rig/hid/virtual_handset.h"

#include <array>

namespace sangdam::rig {

namespace {

using Bit = HandsetProfile::Bit;

std::map<std::string, unsigned> dial_keys(unsigned first_bit) {
    std::map<std::string, unsigned> out;
    for (const std::string digit : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"})
        out[digit] = first_bit++;
    return out;
}

std::map<std::string, unsigned> with(std::map<std::string, unsigned> keys,
                                     std::map<std::string, unsigned> more) {
    keys.merge(more);
    return keys;
}

std::map<std::string, Bit> combined_lamps(std::uint8_t id) {
    return {{"off_hook", {id, 0}}, {"mute", {id, 1}},       {"ring", {id, 2}},
            {"hold", {id, 3}},     {"microphone", {id, 4}}, {"ringer", {id, 5}}};
}

const std::array<HandsetProfile, 7> kProfiles{{
    {"jabra_like",
     {0x0b0e, 0xf001, "Synthetic", "Combined Lamps", "J1"},
     2,
     2,
     {{"hook", 0}, {"busy", 1}, {"mute", 2}, {"flash", 3}, {"redial", 4}, {"reject", 5}},
     6,
     combined_lamps(2),
     true},
    {"poly_like",
     {0x047f, 0xf002, "Synthetic", "Lamp Per Report", "P1"},
     8,
     1,
     {{"mute", 0}, {"hook", 1}, {"flash", 2}},
     {},
     {{"mute", {0x09, 0}},
      {"off_hook", {0x17, 0}},
      {"ring", {0x18, 0}},
      {"hold", {0x20, 0}},
      {"on_line", {0x2A, 0}}},
     true},
    {"yealink_like",
     {0x6993, 0xf003, "Synthetic", "Long Reports", "Y1"},
     2,
     2,
     {{"hook", 0}, {"busy", 1}, {"mute", 2}, {"flash", 3}, {"redial", 4}, {"reject", 6}},
     7,
     combined_lamps(2),
     true},
    {"epos_like",
     {0x1395, 0xf004, "Synthetic", "Nested", "E1"},
     2,
     1,
     {{"hook", 2}, {"flash", 3}, {"redial", 4}, {"mute", 5}, {"drop", 6}, {"reject", 7}},
     {},
     {{"ringer", {3, 0}},
      {"off_hook", {3, 1}},
      {"microphone", {3, 2}},
      {"ring", {3, 3}},
      {"mute", {3, 4}},
      {"on_line", {3, 5}},
      {"hold", {3, 6}}},
     true},
    {"cradle",
     {0x1234, 0xf005, "Synthetic", "Cradle", ""},
     0,
     2,
     with({{"hook", 0}, {"mute", 1}}, dial_keys(2)),
     {},
     {{"ringer", {0, 0}}},
     false},
    {"bare_handset",
     {0x1234, 0xf006, "Synthetic", "Bare Handset", ""},
     0,
     1,
     {{"hook", 0}},
     {},
     {},
     false},
    {"desk_phone",
     {0x095d, 0xf007, "Synthetic", "Desk Phone", "D1"},
     1,
     2,
     {{"hook", 0}, {"flash", 1}, {"redial", 2}, {"mute", 3}, {"reject", 4}},
     8,
     {{"off_hook", {2, 0}}},
     true},
}};

} // namespace

const HandsetProfile* find_profile(std::string_view name) {
    for (const auto& profile : kProfiles)
        if (profile.name == name) return &profile;
    return nullptr;
}

std::vector<std::string> profile_names() {
    std::vector<std::string> out;
    for (const auto& profile : kProfiles) out.push_back(profile.name);
    return out;
}

} // namespace sangdam::rig
