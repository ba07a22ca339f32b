// SPDX-License-Identifier: MIT
//
// What Linux tells about a hidraw node without opening it, so that "found, but no permission" can
// be said. Linux only.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sangdam::hid::sysfs {

base::Result<std::vector<std::uint8_t>> report_descriptor(const std::string& node);
std::string usb_device(const std::string& node); // "/sys/devices/…/1-2", or empty.
bool may_open(const std::string& node);

} // namespace sangdam::hid::sysfs
