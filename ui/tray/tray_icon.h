// SPDX-License-Identifier: MIT
//
// The program's place in the notification area: my state at a glance, how many wait, and the way to
// the console. The toolkit adds it again when the taskbar was restarted. Window thread.
#pragma once

#include "desk/agent_desk.h"
#include "desk/call_list.h"
#include "desk/callback_alerts.h"
#include "desk/queue_watch.h"
#include "kit/state_menu.h"

#include <wx/taskbar.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

namespace sangdam::ui {

// Where the tray's menu leads to.
struct TrayDoors {
    std::function<void()> open_console;
    std::function<void()> open_dial;
    std::function<void()> open_handset; // Empty: no on-screen handset, no menu item.
    std::function<void()> open_callbacks;
    std::function<void()> open_settings;                // Empty: no such window, no menu item.
    std::function<void(const core::PhoneNumber&)> call; // One of the recent ones: into the field.
    std::function<void()> quit;
    std::function<void()> open_handset_page{}; // Empty: no menu item.
};

class TrayIcon final : public wxTaskBarIcon {
public:
    struct Presenters { // All must outlive it.
        desk::AgentDesk& agent;
        desk::QueueWatch& queue;
        desk::CallList& calls;
        desk::CallbackAlerts& alerts;
    };
    TrayIcon(const Presenters& presenters, TrayDoors doors);

    // The system's own notification; what hides it (Focus Assist) does not hide our cards.
    void tell(const wxString& title, const wxString& text);

protected:
    wxMenu* CreatePopupMenu() override;

private:
    void refresh();
    void append_states(wxMenu&);
    void append_recent(wxMenu&);

    desk::AgentDesk& agent_;
    desk::QueueWatch& queue_;
    desk::CallList& calls_;
    desk::CallbackAlerts& alerts_;
    TrayDoors doors_;
    struct Shown {
        core::AgentState state;
        std::size_t waiting;
        std::string name;
        friend bool operator==(const Shown&, const Shown&) = default;
    };
    std::optional<Shown> shown_;
    desk::Subscription watching_agent_, watching_queue_;
};

} // namespace sangdam::ui
