// SPDX-License-Identifier: MIT

#include "hid/busy_light.h"

#include <array>
#include <numeric>

namespace sangdam::hid {

namespace {

using Bytes = std::vector<std::uint8_t>;

struct Known {
    DeviceName device;
    BusyLight light;
};
constexpr Known kKnown[] = {
    {{0x04d8, 0xf372}, BusyLight::Luxafor}, {{0x27b8, 0x01ed}, BusyLight::Blink1},
    {{0x04d8, 0xf848}, BusyLight::Kuando},  {{0x27bb, 0x3bca}, BusyLight::Kuando},
    {{0x27bb, 0x3bcb}, BusyLight::Kuando},  {{0x27bb, 0x3bcc}, BusyLight::Kuando},
    {{0x27bb, 0x3bcd}, BusyLight::Kuando},  {{0x27bb, 0x3bce}, BusyLight::Kuando},
    {{0x27bb, 0x3bcf}, BusyLight::Kuando},
};

LampReport output(Bytes bytes) {
    LampReport out;
    out.bytes = std::move(bytes);
    return out;
}

LampReport feature(Bytes bytes) {
    LampReport out;
    out.bytes = std::move(bytes);
    out.feature = true;
    out.keep = true; // They belong together.
    return out;
}

LampReport luxafor(BusyColour c) {
    constexpr std::uint8_t kStatic = 1;
    constexpr std::uint8_t kStrobe = 3;
    constexpr std::uint8_t kAll = 0xFF;
    constexpr std::uint8_t kSpeed = 20;  // Times 10 ms.
    constexpr std::uint8_t kForEver = 0; // Repeats.
    if (!c.blinking) return output({0, kStatic, kAll, c.red, c.green, c.blue, 0, 0, 0});
    return output({0, kStrobe, kAll, c.red, c.green, c.blue, kSpeed, 0, kForEver});
}

std::vector<LampReport> blink1(BusyColour c) {
    constexpr std::uint8_t kHalf = 40; // Times 10 ms.
    if (!c.blinking)
        return {feature({1, 'p', 0, 0, 0, 0, 0, 0, 0}),
                feature({1, 'n', c.red, c.green, c.blue, 0, 0, 0, 0})};
    return {feature({1, 'P', c.red, c.green, c.blue, 0, kHalf, 0, 0}),
            feature({1, 'P', 0, 0, 0, 0, kHalf, 1, 0}), feature({1, 'p', 1, 0, 1, 0, 0, 0, 0})};
}

LampReport kuando(BusyColour c) {
    constexpr std::size_t kBody = 64;
    constexpr std::uint8_t kJumpToFirst = 0x10;
    constexpr std::uint8_t kStayAwake = 0x8F; // 15 seconds.
    constexpr std::uint8_t kHalf = 4;         // Times 100 ms.
    const auto percent = [](std::uint8_t value) {
        return static_cast<std::uint8_t>(value * 100 / 255);
    };
    std::array<std::uint8_t, kBody> body{};
    body[0] = kJumpToFirst;
    body[1] = 1; // Repeats before the jump.
    body[2] = percent(c.red);
    body[3] = percent(c.green);
    body[4] = percent(c.blue);
    body[5] = c.blinking ? kHalf : 10;
    body[6] = c.blinking ? kHalf : 0;
    body[8] = kStayAwake;
    body[59] = body[60] = body[61] = 0xFF;
    const auto sum = std::accumulate(body.begin(), body.begin() + 62, 0U);
    body[62] = static_cast<std::uint8_t>(sum >> 8);
    body[63] = static_cast<std::uint8_t>(sum & 0xFF);
    Bytes bytes{0};
    bytes.insert(bytes.end(), body.begin(), body.end());
    return output(std::move(bytes));
}

} // namespace

std::optional<BusyLight> busy_light_for(DeviceName device) {
    for (const auto& known : kKnown)
        if (known.device == device) return known.light;
    return std::nullopt;
}

BusyColour busy_colour(const core::HandsetView& view) {
    using Line = core::HandsetView::Line;
    switch (view.line) {
    case Line::Idle: return {};
    case Line::Ringing: return {255, 200, 0, true};
    case Line::Held: return {255, 90, 0, view.second_ringing};
    case Line::Dialing:
    case Line::Active: return {255, 0, 0, view.second_ringing};
    }
    return {};
}

std::vector<LampReport> busy_reports(BusyLight light, BusyColour colour) {
    switch (light) {
    case BusyLight::Luxafor: return {luxafor(colour)};
    case BusyLight::Blink1: return blink1(colour);
    case BusyLight::Kuando: return {kuando(colour)};
    }
    return {};
}

std::optional<std::chrono::milliseconds> busy_repeat(BusyLight light) {
    if (light == BusyLight::Kuando) return std::chrono::milliseconds{8000};
    return std::nullopt;
}

} // namespace sangdam::hid
