// SPDX-License-Identifier: MIT
//
// A handset in words, for `sangdamcall handset describe|list --json`. Pure; any thread.
//
// describe: {"is_phone":true,
//            "inputs":[{"role":"hook","usage":"0x0B:0x20","report_id":2,"bit":0,"kind":"level"}…],
//            "outputs":[{"role":"off_hook","usage":"0x08:0x17","report_id":2,"bit":0,
//                        "kind":"level"}…]}
// "usage" is page:id, "bit" is counted from the first bit after the report id; unnumbered reports
// have report_id 0.
#pragma once

#include "core/handset.h"
#include "hid/telephony_map.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::hid {

// A descriptor as text: hexadecimal bytes, "05 0b", "0x05, 0x0B" or unbroken "050b"; "#" or "//"
// starts a comment. BadInput names the line.
base::Result<std::vector<std::uint8_t>> parse_hex(std::string_view text);

std::string describe_json(const TelephonyMap&);
std::string list_json(const std::vector<core::HandsetDevice>&);

// Both steps and the parser: what the command prints for the text of a .hex file.
base::Result<std::string> describe_hex(std::string_view text);

} // namespace sangdam::hid
