// SPDX-License-Identifier: MIT

#include "shell/commands.h"

#include "hid/describe.h"
#include "hid/handsets.h"
#include "os/local_channel.h"
#include "os/paths.h"
#include "shell/ctl_protocol.h"
#include "shell/number_command.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace sangdam::shell {
namespace {

constexpr std::chrono::seconds kPatience{10};

int complain(const std::string& what) {
    std::fprintf(stderr, "sangdamcall: %s\n", what.c_str());
    return 2;
}

void print(const std::string& text) { std::puts(text.c_str()); }

base::Result<std::string> read_all(const std::string& file) {
    if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return base::Error{base::Errc::NotFound, "cannot read " + file + "; is the path right?"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

} // namespace

int run_number(const RunNumber& command) {
    const auto tell = [&](const std::string& input) {
        print(command.json ? number_as_json(input) : number_as_text(input));
    };
    for (const auto& input : command.numbers) tell(input);
    if (command.numbers.empty())
        for (std::string line; std::getline(std::cin, line);) tell(line);
    return 0;
}

int run_handset_list(const RunHandsetList& command) {
    const auto found = hid::list_handsets();
    if (!found) return complain(found.error().what);
    const auto& devices = *found;
    if (command.json) {
        print(hid::list_json(devices));
        return 0;
    }
    if (devices.empty()) print("no HID telephone or headset is plugged in");
    for (const auto& device : devices)
        print(device.vid_pid + "  " + device.name + (device.is_phone ? "" : "  (not a telephone)") +
              (device.usable ? "" : "  – " + device.trouble));
    return 0;
}

int run_handset_describe(const RunHandsetDescribe& command) {
    const auto text = read_all(command.file);
    if (!text) return complain(text.error().what);
    const auto description = hid::describe_hex(*text);
    if (!description) return complain(command.file + ": " + description.error().what);
    print(*description); // JSON reads well enough for people, too.
    return 0;
}

int run_ctl(const RunCtl& command) {
    const auto session = os::session_dir(command.data_dir);
    if (!session) return complain(session.error().what);
    const auto line = to_line(CtlRequest{command.verb, command.arguments, command.json});
    const auto answer = os::ask_local_channel(*session, line, kPatience);
    if (!answer)
        return complain(answer.error().code == base::Errc::NotFound
                            ? "no desk is running in this session; start sangdamcall first"
                            : answer.error().what);
    const auto read = parse_answer(*answer);
    if (!read) return complain("the desk answered nonsense: " + read.error().what);
    if (!read->ok) return complain(read->text);
    print(read->text);
    return 0;
}

} // namespace sangdam::shell
