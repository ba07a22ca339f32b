// SPDX-License-Identifier: MIT
//
// No handset at all: keys of the keyboard that do the same, whichever program is in front. A
// core::Handset like any other, so that what a key means is decided where everything else of the
// call is. Keys are taken from other programs only while there is a call to use them on.
//
// Call thread.
#pragma once

#include "base/clock.h"
#include "core/ports/handset.h"
#include "core/ports/hot_keys.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>

namespace sangdam::desk {

// The second half of a double press must not end the call that the first half answered.
inline constexpr std::chrono::milliseconds kKeyTwice{600};

// Pure. Nothing: this key means nothing while the calls are like this.
std::optional<core::HandsetCommand> meaning(core::HotKey, const core::HandsetView&);
std::set<core::HotKey> useful_keys(const core::HandsetView&);

class KeyHandset final : public core::Handset, public core::HotKeyListener {
public:
    // Opens the keys, given the listener they are to tell; may return null: there are none here.
    using Open = std::function<std::unique_ptr<core::HotKeys>(core::HotKeyListener&)>;
    KeyHandset(const Open& open, const base::Clock& clock) : clock_(clock), keys_(open(*this)) {}

    void set_listener(core::HandsetListener* listener) override { listener_ = listener; }
    void show(const core::HandsetView&) override;
    void hot_key_pressed(core::HotKey) override;

private:
    const base::Clock& clock_;
    core::HandsetView view_;
    base::TimePoint began_{}; // The call in hand.
    core::HandsetListener* listener_ = nullptr;
    std::unique_ptr<core::HotKeys> keys_;
};

} // namespace sangdam::desk
