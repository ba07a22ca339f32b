// SPDX-License-Identifier: MIT
//
// The console: who waits, who it is, what is written down. Puts the panels side by side and knows
// the keys; decides nothing. Closing it hides it: the program lives in the tray. Window thread.
#pragma once

#include "base/clock.h"
#include "desk/desk.h"

#include <wx/frame.h>

#include <functional>

namespace sangdam::ui {

class CallbackPanel;
class ContactTabs;
class CustomerPanel;
class Splitter;
class TopBar;
class WindowMemory;

// Windows that the console leads to and does not own. Without one, its entry is not in the menu.
struct ConsoleDoors {
    std::function<void()> callbacks;
    std::function<void()> find;
    std::function<void()> settings;
    std::function<void()> board;          // Supervisors and administrators.
    std::function<void()> administration; // Administrators.
    std::function<void()> sign_out;
};

class ConsoleFrame final : public wxFrame {
public:
    // All three must live until Destroy() was called; the window itself goes a little later.
    ConsoleFrame(desk::Desk& desk, const base::Clock& clock, WindowMemory& memory,
                 ConsoleDoors doors);
    bool Destroy() override;

    void open();                                  // Shows it and brings it to the front.
    void open_dial();                             // The same, with the caret in the dial field.
    void open_dial_with(const std::string& text); // From a tel: link; never dials by itself.
    void open_customer(const core::PhoneNumber& number);
    void open_clipboard(); // A number that was copied anywhere, into the dial field.
    CustomerPanel& customer_panel() { return *customer_; } // For tabs of other subjects.

private:
    wxWindow* left(wxWindow* parent);
    wxWindow* middle(wxWindow* parent);
    wxWindow* right(wxWindow* parent);
    void restore();
    void remember();
    void key(wxKeyEvent&);
    bool plain_key(int code);
    bool control_key(int code);
    void open_menu(wxWindow* below);

    desk::Desk& desk_;
    const base::Clock& clock_;
    WindowMemory& memory_;
    ConsoleDoors doors_;
    CustomerPanel* customer_ = nullptr;
    CallbackPanel* promise_ = nullptr;
    TopBar* top_ = nullptr;
    Splitter* outer_ = nullptr;  // Left column | the rest.
    Splitter* inner_ = nullptr;  // Middle | right column.
    Splitter* lists_ = nullptr;  // Waiting over my calls.
    Splitter* person_ = nullptr; // Customer over history and orders.
    ContactTabs* tabs_ = nullptr;
};

} // namespace sangdam::ui
