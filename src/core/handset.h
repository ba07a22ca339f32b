// SPDX-License-Identifier: MIT
//
// What a USB handset and the call tell each other, without any HID in it. Values only.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sangdam::core {

// The state of the agent's calls as a handset must show it. Lamps are always computed from this,
// never from events, so that they cannot drift.
struct HandsetView {
    enum class Line { Idle, Ringing, Dialing, Active, Held };
    Line line = Line::Idle;
    bool second_ringing = false; // Active or held, and another call rings.
    bool muted = false;

    friend bool operator==(const HandsetView&, const HandsetView&) = default;
};

// What the person at the handset wants. Echoes, double reports and device reverts are already gone.
struct HandsetAnswer {};
struct HandsetAnswerSecond {};
struct HandsetHangup {};
struct HandsetReject {};
struct HandsetMute {
    bool on;
};
struct HandsetToggleHold {};
struct HandsetRedial {};
struct HandsetLifted {};  // Off hook while nothing rings: the agent wants to dial.
struct HandsetDropped {}; // On hook again after HandsetLifted, with no call.
struct HandsetDigit {
    char digit; // 0-9 * # A-D
};
using HandsetCommand =
    std::variant<HandsetAnswer, HandsetAnswerSecond, HandsetHangup, HandsetReject, HandsetMute,
                 HandsetToggleHold, HandsetRedial, HandsetLifted, HandsetDropped, HandsetDigit>;

struct HandsetDevice {
    std::string id;      // Stable while it is plugged in.
    std::string name;    // As the device says it.
    std::string vid_pid; // "0b0e:0307"
    bool is_phone = false;
    bool usable = false; // False: found, but may not be opened.
    std::string trouble; // English; empty when usable.
    // The USB device it is a part of; its sound card has the same. Empty: not known.
    std::string usb_path;
    bool used_elsewhere = false; // Another program has a call on it just now.

    friend bool operator==(const HandsetDevice&, const HandsetDevice&) = default;
};

} // namespace sangdam::core
