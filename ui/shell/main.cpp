// SPDX-License-Identifier: MIT
//
// main of `sangdamcall`: reads the command line and runs what it names. Main thread.

#include "base/match.h"
#include "shell/cli.h"
#include "shell/commands.h"
#include "shell/gui.h"
#include "shell/headless.h"
#include "shell/startup.h"

#include <cstdio>
#include <filesystem>
#include <system_error>

namespace {

using namespace sangdam;

int leave(const shell::Leave& leave) {
    std::fputs(leave.text.c_str(), leave.code == 0 ? stdout : stderr);
    return leave.code;
}

int run_desktop(const shell::RunDesktop& command) {
    auto begun = shell::start_up(command);
    if (std::holds_alternative<shell::HandedOver>(begun)) return 0;
    if (const auto* trouble = std::get_if<shell::CannotStart>(&begun)) {
        std::fprintf(stderr, "sangdamcall: %s\n", trouble->what.c_str());
        return 2;
    }
    auto started = std::get<shell::Started>(std::move(begun));
    const auto passing = started.passing_data ? started.data_dir : std::filesystem::path{};
    const int code = command.headless
                         ? shell::run_headless(std::move(started), command.demo)
                         : shell::run_gui(std::move(started), command.demo, command.targets);
    std::error_code ignored; // What cannot be removed is left to the system's clean-up.
    if (!passing.empty()) std::filesystem::remove_all(passing, ignored);
    return code;
}

} // namespace

int main(int argc, char** argv) {
    return std::visit(
        base::Match{
            [](const shell::RunDesktop& command) { return run_desktop(command); },
            [](const shell::RunCtl& command) { return shell::run_ctl(command); },
            [](const shell::RunHandsetList& command) { return run_handset_list(command); },
            [](const shell::RunHandsetDescribe& command) { return run_handset_describe(command); },
            [](const shell::RunNumber& command) { return run_number(command); },
            [](const shell::Leave& words) { return leave(words); },
        },
        shell::parse_command_line(argc, argv));
}
