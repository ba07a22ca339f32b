// SPDX-License-Identifier: MIT
//
// The on-screen handset's window: click it to lift and to put down, mute key and keypad below. It
// stays on top while it is open, and does not take the caret away from the form. Window thread.
#pragma once

#include "base/executor.h"
#include "dialogs/screen_handset.h"

#include <wx/frame.h>

#include <memory>

class wxButton;
class wxStaticText;
class wxToggleButton;

namespace sangdam::ui {

class HandsetDrawing;

class HandsetWindow final : public wxFrame {
public:
    // `ui` is the window thread; the handset's pictures come through it.
    HandsetWindow(std::shared_ptr<ScreenHandset> handset, base::Executor& ui);

private:
    wxSizer* keypad(wxWindow* parent);
    void show(const HandsetPicture&);
    void toggle_hook();

    std::shared_ptr<ScreenHandset> handset_;
    HandsetPicture picture_;
    HandsetDrawing* drawing_;
    wxStaticText* words_;
    wxButton* lift_;
    wxButton* put_down_;
    wxToggleButton* mute_;
    // Goes with the window. A weak one may be copied on any thread; it is followed on ours only.
    std::shared_ptr<HandsetWindow*> self_ = std::make_shared<HandsetWindow*>(this);
};

} // namespace sangdam::ui
