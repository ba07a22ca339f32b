// SPDX-License-Identifier: MIT
//
// A sentence inside the window, where others would open a message box: amber for "you can go on",
// red for "this did not work". Window thread.
#pragma once

#include "kit/theme.h"

#include <wx/panel.h>

#include <functional>
#include <utility>

class wxButton;
class wxStaticBitmap;
class wxStaticText;

namespace sangdam::ui {

class Notice final : public wxPanel {
public:
    enum class Closing { ByProgram, ByHand };
    Notice(wxWindow* parent, const char* id, Closing closing);

    void show_sentence(const wxString& sentence, Tone tone);
    void clear();                                                           // Takes no room.
    void on_closed(std::function<void()> told) { told_ = std::move(told); } // By hand.

private:
    void wrap();
    void relayout();

    wxStaticBitmap* picture_;
    wxStaticText* sentence_;
    wxString text_;
    int wrapped_at_ = 0;
    std::function<void()> told_;
};

} // namespace sangdam::ui
