// SPDX-License-Identifier: MIT
//
// Keys of the whole desktop: F9 (talk), F10 (mute), F11 (hold), and the keys with these meanings
// that keyboards and simple headsets have (play/pause, phone, microphone mute).
//
// Linux: XGrabKey's way of the X protocol, on a connection and a thread ("hot-keys") of our own. A
// key that another program has taken already is left to it, and that is logged. Under a Wayland
// desktop the grabs work in XWayland windows only.
#pragma once

#include "base/executor.h"
#include "core/ports/hot_keys.h"

#include <memory>

namespace sangdam::os {

// Null: there is no display that could have such keys. The listener is told on `executor` and must
// outlive the keys; so must the executor.
std::unique_ptr<core::HotKeys> open_hot_keys(base::Executor& executor, core::HotKeyListener&);

} // namespace sangdam::os
