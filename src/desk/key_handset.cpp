// SPDX-License-Identifier: MIT

#include "desk/key_handset.h"

namespace sangdam::desk {

using core::HotKey;
using Line = core::HandsetView::Line;

std::optional<core::HandsetCommand> meaning(HotKey key, const core::HandsetView& view) {
    const bool call =
        view.line == Line::Dialing || view.line == Line::Active || view.line == Line::Held;
    switch (key) {
    case HotKey::Talk:
        if (view.line == Line::Ringing) return core::HandsetAnswer{};
        if (call && view.second_ringing) return core::HandsetAnswerSecond{};
        if (view.line == Line::Held) return core::HandsetToggleHold{}; // Takes it up again.
        if (call) return core::HandsetHangup{};
        break;
    case HotKey::Mute:
        if (call) return core::HandsetMute{!view.muted};
        break;
    case HotKey::Hold:
        if (view.line == Line::Active || view.line == Line::Held) return core::HandsetToggleHold{};
        break;
    }
    return std::nullopt;
}

std::set<HotKey> useful_keys(const core::HandsetView& view) {
    std::set<HotKey> out;
    for (const auto key : {HotKey::Talk, HotKey::Mute, HotKey::Hold})
        if (meaning(key, view)) out.insert(key);
    return out;
}

void KeyHandset::show(const core::HandsetView& view) {
    const bool quiet = view_.line == Line::Idle || view_.line == Line::Ringing;
    if (quiet && view.line != view_.line) began_ = clock_.now();
    view_ = view;
    if (keys_) keys_->take(useful_keys(view));
}

void KeyHandset::hot_key_pressed(HotKey key) {
    const auto command = meaning(key, view_);
    if (!command || listener_ == nullptr) return;
    const bool ends = std::holds_alternative<core::HandsetHangup>(*command);
    if (ends && clock_.now() - began_ < kKeyTwice) return;
    listener_->handset_command(*command);
}

} // namespace sangdam::desk
