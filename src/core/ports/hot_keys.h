// SPDX-License-Identifier: MIT
//
// Port to keys that work while another program has the keyboard. Implemented by device/os.
#pragma once

#include <cstdint>
#include <set>

namespace sangdam::core {

enum class HotKey : std::uint8_t {
    Talk, // Answers, ends; the play/pause key of a headset and the phone key as well.
    Mute, // The microphone mute key as well.
    Hold
};

class HotKeyListener {
public:
    virtual ~HotKeyListener() = default;
    virtual void hot_key_pressed(HotKey) = 0; // On the executor that the implementation was given.
};

class HotKeys {
public:
    virtual ~HotKeys() = default;
    // Takes exactly these from all other programs, and gives the others back. Never blocks.
    virtual void take(const std::set<HotKey>&) = 0;
};

} // namespace sangdam::core
