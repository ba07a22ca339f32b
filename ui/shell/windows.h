// SPDX-License-Identifier: MIT
//
// The windows of one desk and where their doors lead: who opens the console, who asks before
// quitting. Window thread. Goes before the Desktop it shows.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "card/alert_stack.h"
#include "card/card_stack.h"
#include "console/console_frame.h"
#include "dialogs/board_window.h"
#include "dialogs/callbacks_window.h"
#include "dialogs/find_window.h"
#include "dialogs/handset_page_window.h"
#include "dialogs/handset_window.h"
#include "dialogs/sign_in_window.h"
#include "kit/window_memory.h"
#include "shell/desktop.h"
#include "tray/tray_icon.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::shell {

class Windows {
public:
    struct Doors {
        std::function<void(ui::SignInWish)> sign_in;
        std::function<void()> quit; // After the agent was asked, if a call is going on.
    };
    Windows(Desktop&, base::Executor& ui, const base::Clock&, ui::WindowMemory&,
            ui::SignInWindow::Start, std::shared_ptr<ui::ScreenHandset>, Doors);
    ~Windows();

    void open_sign_in();
    void open_console();
    void open_handset();
    void open_handset_page();
    void show(const std::vector<std::string>& targets); // A second start, a tel: link.

private:
    ui::ConsoleDoors console_doors();
    void call_back(const core::Callback&);
    void ask_to_quit();
    template <class Window>
    struct Close { // wx windows are closed, not deleted: pending events may still name them.
        void operator()(Window* window) const { window->Destroy(); }
    };
    template <class Window>
    using Owned = std::unique_ptr<Window, Close<Window>>;

    Desktop& desktop_;
    Doors doors_;
    Owned<ui::ConsoleFrame> console_;
    Owned<ui::SignInWindow> sign_in_;
    Owned<ui::CallbacksWindow> callbacks_;
    Owned<ui::FindWindow> find_;
    Owned<ui::BoardWindow> board_;
    Owned<ui::HandsetWindow> handset_;
    Owned<ui::HandsetPageWindow> handset_page_;
    std::unique_ptr<ui::CardStack> cards_;
    std::unique_ptr<ui::TrayIcon> tray_;
    std::unique_ptr<ui::AlertStack> alerts_;
    desk::Subscription watching_;
    desk::SignIn last_ = desk::SignIn::Out;
};

} // namespace sangdam::shell
