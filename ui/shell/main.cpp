// SPDX-License-Identifier: MIT
//
// main of `sangdamcall`: reads the command line and runs what it names. Main thread.

#include "base/match.h"
#include "shell/cli.h"
#include "shell/number_command.h"

#include <cstdio>
#include <iostream>
#include <string>

namespace {

using namespace sangdam;

int run(const shell::RunNumber& command) {
    const auto print = [&](const std::string& input) {
        std::puts(
            (command.json ? shell::number_as_json(input) : shell::number_as_text(input)).c_str());
    };
    for (const auto& input : command.numbers) print(input);
    if (command.numbers.empty())
        for (std::string line; std::getline(std::cin, line);) print(line);
    return 0;
}

int run(const shell::Leave& leave) {
    std::fputs(leave.text.c_str(), leave.code == 0 ? stdout : stderr);
    return leave.code;
}

template <class Later>
int run(const Later&) {
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    return std::visit([](const auto& command) { return run(command); },
                      shell::parse_command_line(argc, argv));
}
