// SPDX-License-Identifier: MIT
//
// The composition root of one agent's desk, with windows or without: chooses the concrete parts and
// their threads, and joins them. Made and used on the presenters' executor (the ui thread, or the
// main strand of a headless desk).
//
//   call thread   CallSide: phone, handsets, call desk        disk thread   draft box
//   media thread  inside the engine                           net thread    link to the hub
//   audio thread  opening and watching the sound card         presenters    desk::Desk
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/timers.h"
#include "config/desktop.h"
#include "shell/call_side.h"
#include "shell/ctl_server.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::desk {
class Desk;
class HandsetPage;
} // namespace sangdam::desk

namespace sangdam::shell {

struct DesktopOptions {
    config::DesktopSettings settings;
    std::filesystem::path data_dir;    // Exists, ours alone.
    std::filesystem::path session_dir; // Of the control channel; the instance lock is held.
};

class Desktop {
public:
    // Errors name what to do. A missing sound card, a handset without permission and an unreachable
    // hub are not among them: the desk starts, shows them, and goes on trying.
    static base::Result<std::unique_ptr<Desktop>> open(DesktopOptions, base::Executor& presenters,
                                                       base::Timers& timers, const base::Clock&);
    ~Desktop();

    desk::Desk& desk();
    CallSide& calls();
    desk::HandsetPage* handset_page(); // Null: USB handsets are switched off in the settings.
    const std::string& hub_url() const;

    // What the control channel asks of whoever owns the windows.
    void on_show(std::function<void(const std::vector<std::string>& targets)>);
    void on_quit(std::function<void()>);

    void start(); // Signs in when the settings say how, registers a phone without a hub.

private:
    struct Parts;
    explicit Desktop(std::unique_ptr<Parts>);
    std::unique_ptr<Parts> parts_;
};

} // namespace sangdam::shell
