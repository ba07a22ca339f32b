// SPDX-License-Identifier: MIT

#include "dialogs/screen_handset.h"

#include <utility>

namespace sangdam::ui {

using Line = core::HandsetView::Line;

std::optional<core::HandsetCommand> on_lift(const core::HandsetView& view) {
    switch (view.line) {
    case Line::Ringing: return core::HandsetAnswer{};
    case Line::Idle: return core::HandsetLifted{};
    case Line::Held: return core::HandsetToggleHold{};
    case Line::Dialing:
    case Line::Active: break; // Begun by a button: lifting only moves the sound to the ear.
    }
    return std::nullopt;
}

std::optional<core::HandsetCommand> on_put_down(const core::HandsetView& view) {
    switch (view.line) {
    case Line::Dialing:
    case Line::Active: return core::HandsetHangup{};
    case Line::Idle:
    case Line::Ringing: return core::HandsetDropped{};
    case Line::Held: break;
    }
    return std::nullopt;
}

std::optional<core::HandsetCommand> on_mute_key(const core::HandsetView& view) {
    if (view.line == Line::Idle || view.line == Line::Ringing) return std::nullopt;
    return core::HandsetMute{!view.muted};
}

ScreenHandset::ScreenHandset(base::Executor& call_thread) : call_thread_(call_thread) {}

void ScreenHandset::lift() {
    on_call_thread([](ScreenHandset& self) { self.hook(true); });
}

void ScreenHandset::put_down() {
    on_call_thread([](ScreenHandset& self) { self.hook(false); });
}

void ScreenHandset::press_mute() {
    on_call_thread([](ScreenHandset& self) { self.tell(on_mute_key(self.picture_.view)); });
}

void ScreenHandset::press(char digit) {
    on_call_thread([digit](ScreenHandset& self) { self.tell(core::HandsetDigit{digit}); });
}

void ScreenHandset::watch(Watcher watcher) {
    on_call_thread([watcher = std::move(watcher)](ScreenHandset& self) mutable {
        self.watcher_ = std::move(watcher);
        self.publish();
    });
}

void ScreenHandset::set_listener(core::HandsetListener* listener) {
    listener_ = listener;
    if (listener_ == nullptr) return;
    core::HandsetDevice device;
    device.id = "screen";
    device.name = "On-screen handset";
    device.is_phone = true;
    device.usable = true;
    listener_->handsets_changed({device});
}

void ScreenHandset::show(const core::HandsetView& view) {
    if (view == picture_.view) return;
    picture_.view = view;
    publish();
}

void ScreenHandset::hook(bool lifted) {
    if (lifted == picture_.lifted) return;
    picture_.lifted = lifted;
    publish();
    tell(lifted ? on_lift(picture_.view) : on_put_down(picture_.view));
}

void ScreenHandset::tell(const std::optional<core::HandsetCommand>& command) {
    if (command && listener_ != nullptr) listener_->handset_command(*command);
}

void ScreenHandset::publish() {
    if (watcher_) watcher_(picture_);
}

void ScreenHandset::on_call_thread(std::function<void(ScreenHandset&)> act) {
    call_thread_.post([weak = weak_from_this(), act = std::move(act)] {
        if (const auto self = weak.lock()) act(*self);
    });
}

} // namespace sangdam::ui
