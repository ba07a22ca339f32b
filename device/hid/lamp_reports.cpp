// SPDX-License-Identifier: MIT

#include "hid/lamp_reports.h"

#include <algorithm>
#include <utility>

namespace sangdam::hid {

namespace {

bool turns_off(const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to) {
    for (std::size_t i = 0; i < from.size(); ++i)
        if ((from[i] & ~to[i]) != 0) return true;
    return false;
}

bool turns_on(const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to) {
    return turns_off(to, from);
}

LampReport report(std::uint8_t id, const std::vector<std::uint8_t>& image, bool keep) {
    LampReport out;
    out.bytes.push_back(id);
    out.bytes.insert(out.bytes.end(), image.begin(), image.end());
    out.keep = keep;
    return out;
}

bool is_mute(OutputRole role) { return role == OutputRole::Mute || role == OutputRole::Microphone; }

} // namespace

LampReports::LampReports(const TelephonyMap& map, const Quirks& quirks)
    : outputs_(map.outputs), quirks_(quirks) {
    for (const auto& length : map.output_reports) sent_[length.report_id] = Image(length.bytes, 0);
    const bool has_lamp = map.has(OutputRole::Ring);
    const bool has_ringer = map.has(OutputRole::Ringer);
    ring_lamp_ = has_lamp && (quirks.ring_by != RingBy::Ringer || !has_ringer);
    ringer_ = has_ringer && (quirks.ring_by != RingBy::Lamp || !has_lamp);
}

void LampReports::light(std::map<std::uint8_t, Image>& images, const Output& output) const {
    auto& image = images[output.report_id];
    const auto byte = output.bit / 8;
    if (byte < image.size())
        image[byte] = static_cast<std::uint8_t>(image[byte] | (1U << (output.bit % 8)));
}

std::vector<LampReport> LampReports::show(const Lamps& lamps, Repeat repeat) {
    const auto lit = [&](OutputRole role) {
        switch (role) {
        case OutputRole::OffHook: return lamps.off_hook;
        case OutputRole::Ring: return lamps.ring && ring_lamp_;
        case OutputRole::Ringer: return lamps.ring && ringer_;
        // Old devices know only "microphone", others only "mute", new ones both alike.
        case OutputRole::Mute:
        case OutputRole::Microphone: return lamps.mute;
        case OutputRole::Hold: return lamps.hold;
        case OutputRole::OnLine: return lamps.on_line;
        default: return false;
        }
    };
    return show(lit, repeat);
}

std::vector<LampReport> LampReports::try_out(const std::vector<OutputRole>& roles) {
    return show([&](OutputRole role) { return std::ranges::find(roles, role) != roles.end(); },
                Repeat::Changes);
}

std::vector<LampReport> LampReports::show(const Lit& lit, Repeat repeat) {
    std::map<std::uint8_t, Image> wanted;
    for (const auto& [id, image] : sent_) wanted[id] = Image(image.size(), 0);
    for (const auto& output : outputs_)
        if (lit(output.role)) light(wanted, output);

    const auto repeated = [&](std::uint8_t id) {
        if (repeat == Repeat::Changes) return false;
        return std::any_of(outputs_.begin(), outputs_.end(), [&](const Output& output) {
            return output.report_id == id && (repeat == Repeat::All || is_mute(output.role));
        });
    };

    std::vector<LampReport> out;
    for (const bool off_turn : {true, false})
        for (auto& [id, image] : wanted) {
            const auto& before = sent_[id];
            if (before == image && !repeated(id)) continue;
            if (turns_off(before, image) != off_turn) continue;
            const bool twice = quirks_.off_before_on && turns_on(before, image);
            if (twice) out.push_back(report(id, before, true));
            out.push_back(report(id, image, twice));
        }
    sent_ = std::move(wanted);
    return out;
}

} // namespace sangdam::hid
