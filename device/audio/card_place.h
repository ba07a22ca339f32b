// SPDX-License-Identifier: MIT
//
// Which USB device a sound card is a part of: a handset's sound is found by that, never by its
// name – two handsets of a kind have the same one. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace sangdam::audio {

// `card` as the sound library calls it. "/sys/devices/…/1-2", as HandsetDevice::usb_path; empty:
// not known, or not on USB. `sys`: where sysfs is.
std::string usb_path_of(std::string_view card, const std::string& sys = "/sys");

} // namespace sangdam::audio
