// SPDX-License-Identifier: MIT
//
// What we need of hidapi, without its header. hidapi's open, enumerate and exit are not safe on two
// threads, so all of this is used on the hid thread only, except a handle that was given away as a
// whole: it belongs to whoever holds it.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace sangdam::hid {

struct HidEntry {
    std::string path;
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string serial;
    std::string name;

    friend bool operator==(const HidEntry&, const HidEntry&) = default;
};

class HidHandle {
public:
    virtual ~HidHandle() = default;
    // One report; 0 bytes: none came in time. Unavailable: the device is gone.
    virtual base::Result<std::size_t> read(std::span<std::uint8_t> into,
                                           std::chrono::milliseconds timeout) = 0;
    virtual base::Status write(std::span<const std::uint8_t> report) = 0;
    virtual base::Status send_feature(std::span<const std::uint8_t> report) = 0;
};

class HidApi {
public:
    virtual ~HidApi() = default;
    // Each device once: hidapi 0.13 lists every nested collection as an entry of its own.
    virtual std::vector<HidEntry> enumerate() = 0;
    // Refused: no permission. Unavailable: gone, or held by somebody else.
    virtual base::Result<std::unique_ptr<HidHandle>> open(const std::string& path) = 0;
    // Does not need permission to open where the system allows (Linux).
    virtual base::Result<std::vector<std::uint8_t>> report_descriptor(const std::string& path) = 0;
    virtual std::string usb_path(const std::string& path) = 0; // Empty: not known.
};

base::Result<std::unique_ptr<HidApi>> open_hidapi();

} // namespace sangdam::hid
