// SPDX-License-Identifier: MIT
//
// The script for abusive callers (산업안전보건법 41조): what to say, one step at a time, and the
// break afterwards. Window thread.
#pragma once

#include "base/clock.h"
#include "desk/abuse_script.h"

#include <wx/panel.h>

#include <functional>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class AbusePanel final : public wxPanel {
public:
    // `wanted` shows or hides it: it takes room only while it is needed.
    AbusePanel(wxWindow* parent, desk::AbuseScript& script, const base::Clock& clock,
               std::function<void(bool)> wanted);

    void open(); // F12: the first sentence to be read.

private:
    void show(const desk::AbuseView&);
    void said();

    desk::AbuseScript& script_;
    const base::Clock& clock_;
    std::function<void(bool)> wanted_;
    wxStaticText* title_;
    wxStaticText* sentence_;
    wxButton* said_;
    wxButton* end_;
    wxButton* rest_;
    wxButton* close_;
    bool open_ = false;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
