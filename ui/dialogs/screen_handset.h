// SPDX-License-Identifier: MIT
//
// A telephone handset made of pixels, for a machine without one and for practice. It is a
// core::Handset like any other: its hook and keys become commands on the call thread and never pass
// through the window thread again. No toolkit in here.
#pragma once

#include "base/executor.h"
#include "core/ports/handset.h"

#include <functional>
#include <memory>
#include <optional>

namespace sangdam::ui {

// What it looks like now.
struct HandsetPicture {
    core::HandsetView view;
    bool lifted = false;

    friend bool operator==(const HandsetPicture&, const HandsetPicture&) = default;
};

// What lifting or putting down means while the calls are like this; nullopt: nothing. Pure.
// A held call survives the cradle, as on a desk telephone; lifting takes it up again.
std::optional<core::HandsetCommand> on_lift(const core::HandsetView&);
std::optional<core::HandsetCommand> on_put_down(const core::HandsetView&);
std::optional<core::HandsetCommand> on_mute_key(const core::HandsetView&);

// Hold it by shared_ptr: work on its way to the call thread keeps a weak one.
class ScreenHandset final : public core::Handset,
                            public std::enable_shared_from_this<ScreenHandset> {
public:
    using Watcher = std::function<void(const HandsetPicture&)>;

    explicit ScreenHandset(base::Executor& call_thread); // Must outlive it.

    // Any thread: the person's fingers.
    void lift();
    void put_down();
    void press_mute();
    void press(char digit);
    // Told the present picture and every change, on the call thread: post to your own.
    void watch(Watcher);

    // Call thread.
    void set_listener(core::HandsetListener*) override;
    void show(const core::HandsetView&) override;

private:
    void hook(bool lifted);
    void tell(const std::optional<core::HandsetCommand>&);
    void publish();
    void on_call_thread(std::function<void(ScreenHandset&)>);

    base::Executor& call_thread_;
    HandsetPicture picture_;
    core::HandsetListener* listener_ = nullptr;
    Watcher watcher_;
};

} // namespace sangdam::ui
