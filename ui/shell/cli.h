// SPDX-License-Identifier: MIT
//
// The command line of `sangdamcall`, read into values. Runs before any thread exists; prints only
// through the caller.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace sangdam::shell {

// The desktop itself, with windows or without.
struct RunDesktop {
    bool headless = false;
    bool demo = false;
    std::string config_file;          // Empty: the user's own.
    std::string data_dir;             // Empty: the user's own.
    std::string log_level;            // Empty: as configured.
    std::vector<std::string> targets; // Numbers or tel:/callto:/sip: links: fill the dial field.
};

// Talks to the running desktop of this user session.
struct RunCtl {
    std::string data_dir;
    std::string verb; // status, dial, answer, hangup, mute, hold, digits, state, show, quit
    std::vector<std::string> arguments;
    bool json = false;
};

struct RunHandsetList {
    bool json = false;
};
struct RunHandsetDescribe {
    std::string file; // "-": standard input
    bool json = false;
};
struct RunNumber {
    std::vector<std::string> numbers; // Empty: one a line from standard input.
    bool json = false;
};

// Nothing to run: help, version, or a mistake. `text` goes to stdout when code is 0, else to
// stderr.
struct Leave {
    int code = 0;
    std::string text;
};

using Command =
    std::variant<RunDesktop, RunCtl, RunHandsetList, RunHandsetDescribe, RunNumber, Leave>;

Command parse_command_line(int argc, const char* const* argv);

} // namespace sangdam::shell
