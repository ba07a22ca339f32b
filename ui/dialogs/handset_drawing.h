// SPDX-License-Identifier: MIT
//
// The drawn telephone: a base with a lamp, and the handset on it or beside it. A click on it is a
// lift or a put-down. The button below says the same in words. Window thread.
#pragma once

#include "dialogs/screen_handset.h"

#include <wx/control.h>
#include <wx/timer.h>

#include <functional>

class wxGraphicsContext;

namespace sangdam::ui {

class HandsetDrawing final : public wxControl {
public:
    HandsetDrawing(wxWindow* parent, std::function<void()> clicked);

    void show_picture(const HandsetPicture&);
    bool AcceptsFocus() const override { return false; }

private:
    void paint();
    void draw_base(wxGraphicsContext&) const;
    void draw_handset(wxGraphicsContext&) const;
    void draw_lamp(wxGraphicsContext&) const;

    HandsetPicture picture_;
    wxTimer blink_;
    bool lit_ = false;
};

} // namespace sangdam::ui
