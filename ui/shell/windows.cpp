// SPDX-License-Identifier: MIT

#include "shell/windows.h"

#include "desk/desk.h"

#include <wx/display.h>
#include <wx/intl.h>
#include <wx/msgdlg.h>

#include <utility>

namespace sangdam::shell {
namespace {

// "tel:+82-2-555-0100", "callto:1004", "sip:201@pbx" or a plain number, as the dial field shows it.
std::string dial_text(const std::string& target) {
    for (const std::string scheme : {"tel:", "callto:"})
        if (target.starts_with(scheme)) {
            auto number = target.substr(scheme.size());
            while (number.starts_with('/')) number.erase(0, 1);
            return number;
        }
    return target;
}

} // namespace

Windows::Windows(Desktop& desktop, base::Executor& ui, const base::Clock& clock,
                 ui::WindowMemory& memory, ui::SignInWindow::Start start,
                 std::shared_ptr<ui::ScreenHandset> handset, Doors doors)
    : desktop_(desktop), doors_(std::move(doors)),
      console_(new ui::ConsoleFrame(desktop.desk(), clock, memory, console_doors())),
      sign_in_(new ui::SignInWindow(
          desktop.desk().agent(), start,
          [this](ui::SignInWish wish) { doors_.sign_in(std::move(wish)); },
          [this] { doors_.quit(); })),
      callbacks_(
          new ui::CallbacksWindow(desktop.desk().callbacks(), desktop.desk().agent(), clock,
                                  {[this](const core::Callback& callback) { call_back(callback); },
                                   [this](const core::Callback& callback) {
                                       desktop_.desk().customer().select(callback.number);
                                   }})),
      find_(new ui::FindWindow(desktop.desk().finder(),
                               [this](const core::Customer& customer) {
                                   if (!customer.numbers.empty())
                                       console_->open_customer(customer.numbers.front());
                               })),
      board_(new ui::BoardWindow(desktop.desk().board(), clock)) {
    if (handset) handset_.reset(new ui::HandsetWindow(std::move(handset), ui));
    cards_ = std::make_unique<ui::CardStack>(desktop.desk().cards(), desktop.desk().controls(),
                                             ui::CardDoors{[this](const desk::CardView& card) {
                                                 console_->open_customer(card.number);
                                             }});
    ui::TrayDoors to;
    to.open_console = [this] { open_console(); };
    to.open_dial = [this] { console_->open_dial(); };
    to.open_callbacks = [this] { callbacks_->open(); };
    to.call = [this](const core::PhoneNumber& number) {
        console_->open_dial_with(number.display());
    };
    to.quit = [this] { ask_to_quit(); };
    if (desktop.handset_page() != nullptr) {
        handset_page_.reset(new ui::HandsetPageWindow(*desktop.handset_page()));
        to.open_handset_page = [this] { open_handset_page(); };
    }
    if (handset_) to.open_handset = [this] { open_handset(); };
    auto& desk = desktop.desk();
    tray_ = std::make_unique<ui::TrayIcon>(
        ui::TrayIcon::Presenters{desk.agent(), desk.queue(), desk.calls(), desk.alerts()},
        std::move(to));
    alerts_ = std::make_unique<ui::AlertStack>(
        desk.alerts(),
        ui::AlertDoors{
            [this](const core::Callback& callback) { call_back(callback); },
            [this](const wxString& title, const wxString& words) { tray_->tell(title, words); }});
    watching_ = desktop.desk().agent().watch([this](const desk::AgentView& view) {
        const bool just_in = view.sign_in == desk::SignIn::In && last_ != desk::SignIn::In;
        last_ = view.sign_in;
        if (just_in) open_console();
    });
}

Windows::~Windows() = default;

ui::ConsoleDoors Windows::console_doors() {
    ui::ConsoleDoors doors;
    doors.callbacks = [this] { callbacks_->open(); };
    doors.find = [this] { find_->open(); };
    doors.board = [this] { board_->open(); };
    doors.sign_out = [this] {
        desktop_.desk().agent().sign_out();
        console_->Hide();
        open_sign_in();
    };
    return doors;
}

void Windows::call_back(const core::Callback& callback) {
    console_->open();
    desktop_.desk().call_back(callback);
}

void Windows::open_sign_in() { sign_in_->open(); }
void Windows::open_console() { console_->open(); }
void Windows::open_handset() {
    if (!handset_) return;
    // Bottom left: the cards come up at the bottom right, the console is read from the top.
    const auto area =
        wxDisplay(wxDisplay::GetFromWindow(console_.get()) == wxNOT_FOUND
                      ? 0U
                      : static_cast<unsigned>(wxDisplay::GetFromWindow(console_.get())))
            .GetClientArea();
    handset_->SetPosition({area.x, area.GetBottom() - handset_->GetSize().y});
    handset_->Show();
}

void Windows::open_handset_page() {
    if (handset_page_) handset_page_->open();
}

void Windows::show(const std::vector<std::string>& targets) {
    if (desktop_.desk().agent().view().sign_in == desk::SignIn::Out && !desktop_.hub_url().empty())
        return open_sign_in();
    if (targets.empty()) return open_console();
    console_->open_dial_with(dial_text(targets.front())); // Never dials by itself.
}

void Windows::ask_to_quit() {
    if (desktop_.desk().controls().view().in_hand) {
        wxMessageDialog question(nullptr, _("A call is going on. Quitting ends it."),
                                 _("Quit SangdamCall?"), wxYES_NO | wxNO_DEFAULT | wxICON_QUESTION);
        // The toolkit's own "Yes" and "No" are not in our catalogs, and say less.
        question.SetYesNoLabels(_("Hang up and quit"), _("Go on talking"));
        if (question.ShowModal() != wxID_YES) return;
    }
    doors_.quit();
}

} // namespace sangdam::shell
