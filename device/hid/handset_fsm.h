// SPDX-License-Identifier: MIT
//
// One handset and the call, reconciled. Pure: state and input in, state, commands and lamps out;
// the time is an argument. Used on the call thread.
//
// HID telephony is not key presses but request and acknowledgement. A headset that says "off hook"
// waits about two seconds for the off-hook lamp and takes its word back without it; a lamp we write
// comes back as if the person had pressed; a real cradle never echoes and stays lifted after the
// caller has gone. What is an echo, a repetition or a revert must never reach the call, and what
// the person did must never be lost. In doubt a call is not answered, and not ended, and stays
// muted.
#pragma once

#include "base/clock.h"
#include "core/handset.h"
#include "hid/input_reader.h"
#include "hid/lamp_reports.h"

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

namespace sangdam::hid {

// What is fixed about the device.
struct HandsetTraits {
    bool off_hook_lamp = true; // Without one there are no echoes and no reverts.
    bool lift_to_dial = true;
    Quirks quirks;
};

// How long things count. Measured on devices, not chosen: see the comments in handset_fsm.cpp.
namespace handset_times {
inline constexpr std::chrono::milliseconds kAnnouncement{100};
inline constexpr std::chrono::milliseconds kBounce{80};
inline constexpr std::chrono::milliseconds kFlashHook{500};
inline constexpr std::chrono::milliseconds kRevert{2600};
inline constexpr std::chrono::milliseconds kMuteLock{700};
inline constexpr std::chrono::milliseconds kMuteFlapping{1000};
inline constexpr std::chrono::milliseconds kIntent{2000};
inline constexpr std::chrono::milliseconds kClobber{150};
inline constexpr std::chrono::milliseconds kForeign{3000};
} // namespace handset_times

struct HandsetState {
    using Time = base::TimePoint;

    core::HandsetView view; // As this handset may know it: Idle when another one has the call.
    bool elsewhere = false; // Another one has it, or dials: nothing here is a command.
    Time opened{};

    // The hook.
    std::optional<bool> reported; // What the device said last.
    bool desired = false;         // What the off-hook lamp shows.
    struct Echo {
        bool off_hook = false;
        Time deadline{};
    };
    std::vector<Echo> echoes; // Of our lamp, still expected; oldest first.
    bool echo_seen = false;
    int echoes_missed = 0;      // In a row, before any was seen: a cradle, perhaps.
    std::optional<bool> intent; // Commanded by the person, not yet the state of the call.
    Time intent_at{};
    bool lifted_to_dial = false;
    std::optional<Time> lifted_at; // The last time we took off hook for a command.
    std::optional<Time> flash_at;
    std::optional<Time> toggled_at;
    std::optional<Time> lamp_lost_at; // A write failed: the device may not have our answer.
    // It went on hook in a way that devices do by themselves. If it stays there until then, it was
    // the person.
    std::optional<Time> doubt_until;
    std::optional<Time> off_hook_since; // Without any call of ours.
    bool foreign = false; // It stays off hook without us: another program has a call on it.
    int idle_hook_reports = 0;

    // Mute.
    std::optional<bool> mute_reported; // Level switches.
    std::optional<bool> mute_intent;
    Time mute_intent_at{};
    std::optional<Time> mute_pressed_at;
    std::optional<Time> mute_written_at; // By the screen, not because of a press here.
};

struct ViewChanged {
    core::HandsetView view;
    bool elsewhere = false;
};
struct LampsLost {}; // A lamp report could not be written.
struct TimePassed {};
using HandsetInput = std::variant<DeviceEvent, ViewChanged, LampsLost, TimePassed>;

struct HandsetStep {
    HandsetState state;
    std::vector<core::HandsetCommand> commands;
    bool lamps_again = false; // Something else wrote to the lamps: all reports must be sent anew.
};

HandsetState plugged(base::TimePoint now);
HandsetStep step(HandsetState, const HandsetTraits&, const HandsetInput&, base::TimePoint now);

// Always computed from the state, never switched by events.
Lamps lamps(const HandsetState&, const HandsetTraits&);

// When TimePassed would change something; nothing: not before the next event.
std::optional<base::TimePoint> next_deadline(const HandsetState&);

bool in_call(const core::HandsetView&); // Dialing, active or held.

} // namespace sangdam::hid
