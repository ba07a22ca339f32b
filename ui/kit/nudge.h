// SPDX-License-Identifier: MIT
//
// On Windows the toolkit wakes its loop by an event object, which menus and system message boxes do
// not wait for: with the tray menu open, posted work would stand still. A posted message wakes
// them.
#pragma once

namespace sangdam::ui {

void nudge_modal_loops(); // Any thread. Nothing to do elsewhere.

} // namespace sangdam::ui
