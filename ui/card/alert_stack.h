// SPDX-License-Identifier: MIT
//
// All callback alerts, oldest at the top, at the top right of the screen: the cards of ringing
// calls have the bottom. Says each new one to the system, too. Window thread.
#pragma once

#include "card/alert_window.h"
#include "desk/callback_alerts.h"

#include <functional>
#include <vector>

namespace sangdam::ui {

struct AlertDoors {
    std::function<void(const core::Callback&)> call;
    std::function<void(const wxString& title, const wxString& text)> tell_system;
};

class AlertStack {
public:
    AlertStack(desk::CallbackAlerts& alerts, AlertDoors doors); // The presenter must outlive it.
    ~AlertStack();

private:
    AlertWindow* make();
    void show(const desk::AlertsView&);
    void place() const;

    desk::CallbackAlerts& alerts_;
    AlertDoors doors_;
    std::vector<AlertWindow*> shown_;
    desk::Subscription watching_, rising_;
};

} // namespace sangdam::ui
