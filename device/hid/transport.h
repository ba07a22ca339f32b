// SPDX-License-Identifier: MIT
//
// The door between the call thread and the devices. Implemented by HidThread, and by test fakes.
#pragma once

#include "base/executor.h"
#include "core/handset.h"
#include "hid/busy_light.h"
#include "hid/lamp_reports.h"
#include "hid/quirks.h"
#include "hid/telephony_map.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::hid {

struct FoundDevice {
    core::HandsetDevice shown;
    std::string key; // Vendor, product and serial number: the device, wherever it is plugged.
    DeviceName name;
    std::optional<BusyLight> light{};
    std::shared_ptr<const TelephonyMap> map; // Never null; empty if the descriptor was refused.
};

// Called on the executor given to start().
class TransportListener {
public:
    virtual ~TransportListener() = default;
    // Also again for the same id when what can be done with it changed (permission came late).
    virtual void device_found(const FoundDevice&) = 0;
    virtual void device_gone(const std::string& id) = 0;
    virtual void report_read(const std::string& id, const std::vector<std::uint8_t>& report) = 0;
    virtual void write_failed(const std::string& id) = 0; // After the retries.
};

enum class Hearing : std::uint8_t {
    Telephony, // Reports in which the descriptor has a key; only of phones.
    Everything // All reports, of a device that is no phone, too.
};

class Transport {
public:
    virtual ~Transport() = default; // Writes what was asked for, then joins; nothing is told after.

    virtual void start(base::Executor& call, std::weak_ptr<TransportListener>) = 0;
    // From the call thread; never blocks. A report still waiting is replaced by a newer one of the
    // same id.
    virtual void write(const std::string& id, std::vector<LampReport>) = 0;
    // From the call thread. A device that was not open is opened, and found once more.
    virtual void hear(const std::string& id, Hearing) = 0;
};

} // namespace sangdam::hid
