// SPDX-License-Identifier: MIT
//
// What a device can do as a telephone, read from its descriptor: which bit is the hook, which the
// ring lamp. Pure; any thread. Rules: HUT 1.7 §3.4 (usage types) and §14 (telephony page).
//
// Only what stands in an application collection of the telephony page counts; volume keys are left
// to the operating system, which handles them already.
#pragma once

#include "hid/descriptor.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sangdam::hid {

enum class InputRole : std::uint8_t {
    Hook,
    Mute,
    Flash,
    Redial,
    Hold,
    Transfer,
    Drop,
    Send,
    Reject,
    Keypad,
    Line,
    LineBusy,
    Speaker,
    SpeedDial,
    VoiceMail,
    DoNotDisturb,
    Conference,
    Park,
    Forward
};

enum class OutputRole : std::uint8_t {
    OffHook,
    Ring,
    Ringer,
    Mute,
    Microphone,
    Hold,
    OnLine,
    OffLine,
    Busy,
    MessageWaiting,
    Speaker,
    Headset,
    DoNotDisturb,
    SendCalls,
    Conference,
    Line
};

// How the bits say it. HUT's on/off control has three encodings, and devices use each.
enum class InputKind : std::uint8_t {
    Level,   // The value is the state.
    Toggle,  // 1 changes the state; 0 means nothing.
    Pair,    // +1 is on, -1 is off.
    OneShot, // 1 is a press.
    Array    // The value chooses one of several keys.
};

struct Input {
    InputRole role{};
    InputKind kind{};
    Usage usage = 0; // Of an array: the first key's that has this role.
    std::uint8_t report_id = 0;
    std::uint32_t bit = 0; // Counted from the first bit after the report id.
    std::uint32_t bits = 1;
    std::uint32_t slots = 1;      // Arrays: how many keys can be told at once.
    bool relative = false;        // Sent again means pressed again.
    std::int32_t minimum = 0;     // Arrays: the value of the first key; see `idle_is_zero`.
    bool idle_is_zero = false;    // Arrays from 0 whose 0 means "none": key n is value n+1.
    bool null_state = false;      // Arrays: says that a value out of range means "none".
    bool constant = false;        // Declared as padding; see telephony_map.cpp.
    bool inverted = false;        // 0 is pressed or off hook (only ever taught by a user).
    std::vector<UsageRange> keys; // Arrays: in order of value.

    friend bool operator==(const Input&, const Input&) = default;
};

struct Output {
    OutputRole role{};
    Usage usage = 0;
    std::uint8_t report_id = 0;
    std::uint32_t bit = 0;
    std::uint32_t bits = 1;
    bool relative = false;

    friend bool operator==(const Output&, const Output&) = default;
};

struct ReportLength {
    std::uint8_t report_id = 0;
    std::size_t bytes = 0; // Without the id.

    friend bool operator==(const ReportLength&, const ReportLength&) = default;
};

struct TelephonyMap {
    bool telephony = false; // Has a collection of the telephony page at all.
    bool is_phone = false;  // And enough in it to take a call with.
    bool is_body = false;   // A telephone or handset, made to be lifted and dialled on; no headset.
    bool numbered = false;
    std::vector<Input> inputs;   // In the order of the descriptor.
    std::vector<Output> outputs; // Likewise.
    std::vector<ReportLength> output_reports;

    bool has(InputRole) const;
    bool has(OutputRole) const;
    const Input* find(InputRole) const; // The first.
    const Output* find(OutputRole) const;
    bool listens_to(std::uint8_t report_id) const; // Some input lies in that report.

    friend bool operator==(const TelephonyMap&, const TelephonyMap&) = default;
};

// No telephone has as many keys and lamps as this; what a descriptor names beyond is left out, so
// that each report stays cheap to read.
inline constexpr std::size_t kMaxInputs = 256;
inline constexpr std::size_t kMaxOutputs = 128;

TelephonyMap telephony_map(const Model&);

std::optional<InputRole> input_role(Usage); // Nothing: not a telephone's.
Usage usage_of(InputRole);                  // The one that HUT gives it.
std::optional<OutputRole> output_role(std::string_view name);

std::string_view name(InputRole);
std::string_view name(OutputRole);
std::string_view name(InputKind);

} // namespace sangdam::hid
