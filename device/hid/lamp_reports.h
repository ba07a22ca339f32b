// SPDX-License-Identifier: MIT
//
// Turns what the lamps should show into HID output reports. Pure but for the memory of what was
// sent last; needs no device.
//
// Lamps share reports: writing one alone would put its neighbours out (HID 1.11 §5.6), and firmware
// takes a short write for another report. So each report is built whole, in its declared length,
// dark lamps included.
#pragma once

#include "hid/quirks.h"
#include "hid/telephony_map.h"

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace sangdam::hid {

struct Lamps {
    bool off_hook = false;
    bool ring = false;
    bool mute = false;
    bool hold = false;
    bool on_line = false;

    friend bool operator==(const Lamps&, const Lamps&) = default;
};

struct LampReport {
    std::vector<std::uint8_t> bytes; // [0] is the report id, 0 if unnumbered, as hid_write wants.
    bool keep = false;               // Must be written even if a newer one waits behind it.
    bool feature = false;            // Sent as a feature report.

    friend bool operator==(const LampReport&, const LampReport&) = default;
};

enum class Repeat : std::uint8_t {
    Changes, // Only reports that differ from what the device was sent.
    Mute,    // The mute lamp also when it did not change: some devices keep it across calls.
    All
};

class LampReports {
public:
    LampReports(const TelephonyMap&, const Quirks&);

    // In the order in which they must be written: what goes out before what goes on. A device that
    // was sent nothing yet is taken as dark, so that dark lamps write nothing.
    std::vector<LampReport> show(const Lamps&, Repeat = Repeat::Changes);
    // Lights exactly these, for somebody who wants to see what they do.
    std::vector<LampReport> try_out(const std::vector<OutputRole>&);

private:
    using Image = std::vector<std::uint8_t>; // Without the id.
    using Lit = std::function<bool(OutputRole)>;
    void light(std::map<std::uint8_t, Image>&, const Output&) const;
    std::vector<LampReport> show(const Lit&, Repeat);

    std::vector<Output> outputs_;
    Quirks quirks_;
    std::map<std::uint8_t, Image> sent_; // Report id -> what the device shows.
    bool ring_lamp_ = false;             // Which of the two rings.
    bool ringer_ = false;
};

} // namespace sangdam::hid
