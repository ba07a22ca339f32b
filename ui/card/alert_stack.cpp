// SPDX-License-Identifier: MIT

#include "card/alert_stack.h"

#include "kit/spacing.h"
#include "words/callback_words.h"

#include <wx/display.h>
#include <wx/utils.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {

AlertStack::AlertStack(desk::CallbackAlerts& alerts, AlertDoors doors)
    : alerts_(alerts), doors_(std::move(doors)) {
    watching_ = alerts_.watch([this](const desk::AlertsView& view) { show(view); });
    rising_ = alerts_.watch_rising([this](const desk::Alert& alert) {
        if (doors_.tell_system) doors_.tell_system(alert_heading(alert), who_of(alert.callback));
    });
    show(alerts_.view());
}

AlertStack::~AlertStack() {
    for (auto* window : shown_) window->Destroy();
}

AlertWindow* AlertStack::make() {
    AlertWishes wishes;
    wishes.call = [this](const core::Callback& callback) { doors_.call(callback); };
    wishes.snooze = [this](const core::CallbackId& id) { alerts_.snooze(id); };
    wishes.done = [this](const core::CallbackId& id) { alerts_.done(id); };
    wishes.close = [this](const core::CallbackId& id) { alerts_.close(id); };
    return new AlertWindow(std::move(wishes));
}

void AlertStack::show(const desk::AlertsView& view) {
    std::vector<AlertWindow*> now;
    std::vector<AlertWindow*> fresh;
    for (const auto& alert : view) {
        const auto known = std::ranges::find(shown_, alert.callback.id, &AlertWindow::callback);
        AlertWindow* window = known == shown_.end() ? make() : *known;
        if (known == shown_.end()) fresh.push_back(window);
        window->show_alert(alert);
        now.push_back(window);
    }
    for (auto* window : shown_)
        if (std::ranges::find(now, window) == now.end()) {
            // Not Destroy: we may stand in the click of one of its buttons.
            window->Hide();
            window->CallAfter([window] { window->Destroy(); });
        }
    shown_ = std::move(now);
    place();
    for (auto* window : fresh) window->ShowWithoutActivating();
    if (!fresh.empty()) place(); // The window manager's frame is known only after mapping.
}

void AlertStack::place() const {
    if (shown_.empty()) return;
    const int screen = wxDisplay::GetFromPoint(wxGetMousePosition());
    const wxRect area =
        wxDisplay(screen == wxNOT_FOUND ? 0U : static_cast<unsigned>(screen)).GetClientArea();
    const int margin = shown_.front()->FromDIP(gap::kInner);
    const wxSize size = shown_.front()->GetSize();
    int step = size.y + shown_.front()->FromDIP(gap::kNear);
    const int others = static_cast<int>(shown_.size()) - 1;
    if (others > 0)
        step = std::min(step, std::max(0, (area.GetHeight() - 2 * margin - size.y) / others));
    int top = area.y + margin;
    for (auto* window : shown_) {
        window->Move(area.GetRight() - size.x - margin, top);
        top += step;
    }
}

} // namespace sangdam::ui
