// SPDX-License-Identifier: MIT
//
// One callback alert (guide S16): whom to call, when it was promised, and what for. Like a card it
// never takes the focus. Window thread.
#pragma once

#include "desk/callback_alerts.h"

#include <wx/frame.h>

#include <functional>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class Badge;

struct AlertWishes {
    std::function<void(const core::Callback&)> call;
    std::function<void(core::CallbackId)> snooze;
    std::function<void(core::CallbackId)> done;
    std::function<void(core::CallbackId)> close;
};

class AlertWindow final : public wxFrame {
public:
    explicit AlertWindow(AlertWishes wishes);

    void show_alert(const desk::Alert&);
    const core::CallbackId& callback() const { return alert_.callback.id; }

private:
    void build();
    wxSizer* build_buttons(wxWindow* ground);

    AlertWishes wishes_;
    desk::Alert alert_;
    Badge* heading_ = nullptr;
    wxStaticText* when_ = nullptr;
    wxStaticText* who_ = nullptr;
    wxStaticText* note_ = nullptr;
};

} // namespace sangdam::ui
