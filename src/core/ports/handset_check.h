// SPDX-License-Identifier: MIT
//
// Port to what the settings page "Handset" shows and does: each device with its keys and lamps, a
// press as it comes, a lamp lit by a click, and teaching a device that its descriptor does not
// explain. Implemented by device/hid. English and numbers only; the words are chosen in ui/.
//
// While somebody watches, keys are not obeyed unless there is a call: a call always goes first.
#pragma once

#include "core/handset.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sangdam::core {

struct HandsetPart {   // A key or a lamp.
    std::string role;  // "hook", "ring" … as `handset describe` names them.
    std::string usage; // "0x0B:0x20"
    unsigned report_id = 0;
    std::uint32_t bit = 0;
    std::string kind; // "level", "toggle", "pair", "one_shot", "array"

    friend bool operator==(const HandsetPart&, const HandsetPart&) = default;
};

struct HandsetPlan { // One device.
    HandsetDevice device;
    std::vector<HandsetPart> keys;
    std::vector<HandsetPart> lamps;
    std::string note;    // What is special about it, from the quirk table; may be empty.
    bool taught = false; // By the user of this PC.

    friend bool operator==(const HandsetPlan&, const HandsetPlan&) = default;
};

struct HandsetPress {
    std::string device; // HandsetDevice::id
    std::string role;   // Of the key.
    std::string what;   // "on", "off", "pressed", or the digit.

    friend bool operator==(const HandsetPress&, const HandsetPress&) = default;
};

enum class TeachStep {
    Off,     // Nobody is being taught.
    Lift,    // Asks to lift the handset (or to press its call key).
    PutDown, // … to put it down (or to press the key again).
    Mute,    // … to press the mute key; may be skipped.
    Ring,    // Lights something and asks whether it rings.
    Saved,   // The quirk file was written.
    Unclear, // What it sends does not tell lifting from putting down.
    Failed   // The device went away, or the file could not be written.
};

struct TeachView {
    std::string device;
    TeachStep step = TeachStep::Off;
    std::string file; // Saved: where it was written, to be sent in.

    friend bool operator==(const TeachView&, const TeachView&) = default;
};

enum class TeachAnswer { Yes, No, Skip, Cancel };

// Called on the call thread.
class HandsetCheckListener {
public:
    virtual ~HandsetCheckListener() = default;
    virtual void plans_changed(const std::vector<HandsetPlan>&) = 0;
    virtual void pressed(const HandsetPress&) = 0;
    virtual void teaching(const TeachView&) = 0;
};

// To be used on the call thread; never blocks.
class HandsetCheck {
public:
    virtual ~HandsetCheck() = default;
    // Told the present plans at once. Null: nobody watches any more, tried lamps go out, teaching
    // is cancelled. The listener must outlive this or be set to null first.
    virtual void set_check_listener(HandsetCheckListener*) = 0;
    // Lights exactly these lamps of the device; during a call nothing.
    virtual void try_lamps(const std::string& device, const std::vector<std::string>& roles) = 0;
    virtual void teach(const std::string& device) = 0;
    virtual void answer(TeachAnswer) = 0;
    virtual void forget_taught(const std::string& device) = 0; // Back to its descriptor.
};

} // namespace sangdam::core
