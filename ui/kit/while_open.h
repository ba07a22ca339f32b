// SPDX-License-Identifier: MIT
//
// The guard every window puts around its callbacks: an answer may come after the window has gone.
#pragma once

#include <wx/weakref.h>

#include <utility>

namespace sangdam::ui {

// Wraps `f` so that it runs only while `window` still exists. To be created, copied and called on
// the window thread: wxWeakRef is not thread safe.
template <class Window, class F>
auto while_open(Window* window, F f) {
    return [weak = wxWeakRef<Window>(window), f = std::move(f)](auto&&... args) {
        if (weak) f(*weak, std::forward<decltype(args)>(args)...);
    };
}

} // namespace sangdam::ui
