// SPDX-License-Identifier: MIT
//
// The customer in the middle of the console: head, call bar with what belongs to a call, and the
// tabs below it. Window thread.
#pragma once

#include "base/clock.h"
#include "desk/desk.h"

#include <wx/panel.h>

#include <cstddef>
#include <functional>

namespace sangdam::ui {

class AbusePanel;
class KeypadPanel;
class TabBook;
class TransferPanel;

class CustomerPanel final : public wxPanel {
public:
    // `open` shows a call's wrap-up; `needs_height` is told what everything that is
    // shown needs.
    CustomerPanel(wxWindow* parent, desk::Desk& desk, const base::Clock& clock,
                  std::function<void(const core::HistoryEntry&)> open,
                  std::function<void(int)> needs_height);

    void show_tab(std::size_t index); // Ctrl+1 …
    void toggle_transfer();           // F7
    void open_warning();              // F12

private:
    void build_call_extras(wxWindow* section);
    void toggle_keypad();
    void resized();

    desk::Desk& desk_;
    std::function<void(int)> needs_height_;
    TransferPanel* transfer_ = nullptr;
    KeypadPanel* keypad_ = nullptr;
    AbusePanel* abuse_ = nullptr;
    TabBook* tabs_ = nullptr;
    desk::Subscription watching_controls_, watching_transfer_, watching_customer_;
};

} // namespace sangdam::ui
