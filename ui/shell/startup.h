// SPDX-License-Identifier: MIT
//
// What every way of running the desk does first: settings, folders, log, and the question whether a
// desk of this user session runs already. Main thread, before any other.
#pragma once

#include "config/desktop.h"
#include "os/instance_lock.h"
#include "shell/cli.h"

#include <filesystem>
#include <memory>
#include <string>
#include <variant>

namespace sangdam::shell {

struct Started {
    config::DesktopSettings settings;
    std::filesystem::path data_dir;
    std::filesystem::path session_dir;
    os::InstanceLock lock;
    bool passing_data = false; // Practice: data_dir goes when the desk ends.
};

// Another desk of this session took the arguments over; there is nothing left to do.
struct HandedOver {};

// One English sentence for the terminal that says what to do. Exit code 2.
struct CannotStart {
    std::string what;
};

std::variant<Started, HandedOver, CannotStart> start_up(const RunDesktop&);

} // namespace sangdam::shell
