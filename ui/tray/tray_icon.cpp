// SPDX-License-Identifier: MIT

#include "tray/tray_icon.h"

#include "tray/tray_picture.h"

#include <wx/bmpbndl.h>
#include <wx/menu.h>
#include <wx/translation.h>
#include <wx/vector.h>

#include <utility>

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

TrayIcon::TrayIcon(desk::AgentDesk& agent, desk::QueueWatch& queue, TrayDoors doors)
    : agent_(agent), queue_(queue), doors_(std::move(doors)) {
    Bind(kClicked, [this](wxTaskBarIconEvent&) { doors_.open_console(); });
    watching_agent_ = agent_.watch([this](const desk::AgentView&) { refresh(); });
    watching_queue_ = queue_.watch([this](const desk::QueueView&) { refresh(); });
    refresh();
}

wxMenu* TrayIcon::CreatePopupMenu() {
    auto* menu = new wxMenu; // The toolkit deletes it after use.
    if (agent_.view().sign_in == desk::SignIn::In) {
        auto* states = new wxMenu;
        const auto choices = append_state_choices(*states, agent_.view().state);
        menu->AppendSubMenu(states, _("State"));
        for (const auto& [id, choice] : choices)
            menu->Bind(
                wxEVT_MENU,
                [this, choice = choice](wxCommandEvent&) {
                    agent_.set_state(choice.state, choice.reason);
                },
                id);
        append(*menu, _("Call..."), doors_.open_dial);
    }
    append(*menu, _("Open console"), doors_.open_console);
    if (doors_.open_handset) append(*menu, _("On-screen handset"), doors_.open_handset);
    if (doors_.open_handset_page) append(*menu, _("Handset settings..."), doors_.open_handset_page);
    menu->AppendSeparator();
    append(*menu, _("Quit"), doors_.quit);
    return menu;
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
