// SPDX-License-Identifier: MIT

#include "tray/tray_icon.h"

#include "kit/text.h"
#include "tray/tray_picture.h"

#include <wx/bmpbndl.h>
#include <wx/menu.h>
#include <wx/notifmsg.h>
#include <wx/translation.h>
#include <wx/vector.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::ui {
namespace {

// GTK tells the press and never the release; Windows the other way round.
#ifdef __WXGTK__
const auto& kClicked = wxEVT_TASKBAR_LEFT_DOWN;
#else
const auto& kClicked = wxEVT_TASKBAR_LEFT_UP;
#endif

wxBitmapBundle pictures(core::AgentState state, std::size_t waiting) {
    wxVector<wxBitmap> sizes;
    for (const int pixels : {16, 20, 24, 32, 48})
        sizes.push_back(tray_bitmap(state, waiting, pixels));
    return wxBitmapBundle::FromBitmaps(sizes);
}

void append(wxMenu& menu, const wxString& label, const std::function<void()>& door) {
    auto* item = menu.Append(wxID_ANY, label);
    menu.Bind(
        wxEVT_MENU, [door](wxCommandEvent&) { door(); }, item->GetId());
}

} // namespace

TrayIcon::TrayIcon(const Presenters& presenters, TrayDoors doors)
    : agent_(presenters.agent), queue_(presenters.queue), calls_(presenters.calls),
      alerts_(presenters.alerts), doors_(std::move(doors)) {
    Bind(kClicked, [this](wxTaskBarIconEvent&) { doors_.open_console(); });
    watching_agent_ = agent_.watch([this](const desk::AgentView&) { refresh(); });
    watching_queue_ = queue_.watch([this](const desk::QueueView&) { refresh(); });
    refresh();
}

wxMenu* TrayIcon::CreatePopupMenu() {
    auto* menu = new wxMenu; // The toolkit deletes it after use.
    if (agent_.view().sign_in == desk::SignIn::In) {
        append_states(*menu);
        append(*menu, _("Call..."), doors_.open_dial);
        append_recent(*menu);
        if (doors_.open_callbacks) {
            const auto open = alerts_.open_count();
            append(*menu,
                   open == 0 ? _("Callbacks") : _("Callbacks") + wxString::Format(" (%zu)", open),
                   doors_.open_callbacks);
        }
    }
    append(*menu, _("Open console"), doors_.open_console);
    if (doors_.open_handset) append(*menu, _("On-screen handset"), doors_.open_handset);
    if (doors_.open_handset_page) append(*menu, _("Handset settings..."), doors_.open_handset_page);
    if (doors_.open_settings) append(*menu, _("Settings..."), doors_.open_settings);
    menu->AppendSeparator();
    append(*menu, _("Quit"), doors_.quit);
    return menu;
}

void TrayIcon::append_states(wxMenu& menu) {
    auto* states = new wxMenu;
    const auto choices = append_state_choices(*states, agent_.view().state);
    menu.AppendSubMenu(states, _("State"));
    for (const auto& [id, choice] : choices)
        menu.Bind(
            wxEVT_MENU,
            [this, choice = choice](wxCommandEvent&) {
                agent_.set_state(choice.state, choice.reason);
            },
            id);
}

void TrayIcon::append_recent(wxMenu& menu) {
    constexpr std::size_t kRecent = 8;
    auto* recent = new wxMenu;
    std::vector<std::string> seen;
    for (const auto& row : calls_.entries()) {
        const auto& number = row.call.customer_number;
        if (number.hidden() || std::ranges::find(seen, number.key()) != seen.end()) continue;
        seen.push_back(number.key());
        append(*recent, text(number.masked()), [this, number] { doors_.call(number); });
        if (seen.size() == kRecent) break;
    }
    auto* item = menu.AppendSubMenu(recent, _("Recent calls"));
    item->Enable(!seen.empty());
}

void TrayIcon::tell(const wxString& title, const wxString& words) {
    wxNotificationMessage notification(title, words);
    notification.Show();
}

void TrayIcon::refresh() {
    const auto& agent = agent_.view();
    Shown now{agent.sign_in == desk::SignIn::In ? agent.state : core::AgentState::Offline,
              queue_.view().rows.size(), agent.me.name};
    if (shown_ == now) return; // The queue ticks every second; the picture does not.
    shown_ = std::move(now);
    SetIcon(pictures(shown_->state, shown_->waiting),
            tray_tooltip(shown_->name, shown_->state, shown_->waiting));
}

} // namespace sangdam::ui
