// SPDX-License-Identifier: MIT
//
// The few things the toolkit does not offer, done with the platform's own means. Window thread.
#pragma once

class wxTopLevelWindow;
class wxWindow;

namespace sangdam::ui {

// Once, before the first window: style sheet of our button roles; on a bare X session without font
// settings, a Hangul face.
void start_native_look();

// Gives the control a role that start_native_look() knows ("sdc-good" …). Nothing elsewhere.
void add_style(wxWindow* control, const char* role);

// A window that is shown, clicked and read, but never becomes the one that keys go to.
void never_take_focus(wxTopLevelWindow* window);

} // namespace sangdam::ui
