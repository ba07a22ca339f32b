// SPDX-License-Identifier: MIT

#include "shell/cli.h"

#include <CLI/CLI.hpp>

#include <sstream>

namespace sangdam::shell {
namespace {

constexpr const char* kAbout = "SangdamCall: the native desk of the call-centre agent. Without a "
                               "command it starts the desk, or "
                               "brings the running one to the front.";

void add_desktop(CLI::App& app, RunDesktop& run) {
    app.add_flag("--headless", run.headless, "No windows: phone, handset and sound only");
    app.add_flag("--demo", run.demo, "Practice: a whole centre with customers inside this program");
    app.add_option("--config", run.config_file, "Configuration file (TOML)");
    app.add_option("--data-dir", run.data_dir, "Where drafts, keys and the control channel live");
    app.add_option("--log-level", run.log_level, "debug, info, warn or error")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}));
    app.add_option("target", run.targets,
                   "A number or a tel:, callto: or sip: link for the dial field");
}

CLI::App* add_ctl(CLI::App& app, RunCtl& run) {
    auto* ctl = app.add_subcommand("ctl", "Tell the running desk what to do");
    ctl->add_option("verb", run.verb,
                    "status, dial, answer, hangup, mute, hold, digits, transfer, swap, conference, "
                    "pickup, watch, state, show, quit")
        ->required()
        ->check(CLI::IsMember({"status", "dial", "answer", "hangup", "mute", "hold", "digits",
                               "dtmf", "transfer", "swap", "conference", "pickup", "watch", "state",
                               "show", "quit"}));
    ctl->add_option("arguments", run.arguments,
                    "dial NUMBER [ACCOUNT] · mute on|off · hold on|off · digits 12# · "
                    "transfer NUMBER (blind) · transfer (the held call to the one in hand) · "
                    "conference on|off · pickup EXTENSION · watch EXTENSION… · "
                    "state available|away [REASON]");
    ctl->add_flag("--json", run.json, "Answer in JSON");
    ctl->add_option("--data-dir", run.data_dir, "The data folder of the desk that is meant");
    return ctl;
}

} // namespace

Command parse_command_line(int argc, const char* const* argv) {
    CLI::App app(kAbout, "sangdamcall");
    app.set_version_flag("--version", SANGDAM_VERSION);
    app.require_subcommand(0, 1);

    RunDesktop desktop;
    add_desktop(app, desktop);
    RunCtl ctl;
    const auto* ctl_command = add_ctl(app, ctl);

    auto* handset =
        app.add_subcommand("handset", "USB handsets: what is there, and what they can do");
    handset->require_subcommand(1);
    RunHandsetList list;
    auto* list_command =
        handset->add_subcommand("list", "The telephones and headsets that are plugged in");
    list_command->add_flag("--json", list.json, "In JSON");
    RunHandsetDescribe describe;
    auto* describe_command = handset->add_subcommand(
        "describe", "The telephony map of a HID report descriptor (hexadecimal text)");
    describe_command->add_option("file", describe.file, "The descriptor; - reads standard input")
        ->required();
    describe_command->add_flag("--json", describe.json, "In JSON");

    RunNumber number;
    auto* number_command = app.add_subcommand("number", "How telephone numbers are understood");
    number_command->add_option("numbers", number.numbers,
                               "Numbers; none: one a line from standard input");
    number_command->add_flag("--json", number.json, "One JSON object a line");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        std::ostringstream out;
        std::ostringstream err;
        const int code = app.exit(e, out, err);
        return Leave{code, code == 0 ? out.str() : err.str()};
    }
    if (ctl_command->parsed()) return ctl;
    if (list_command->parsed()) return list;
    if (describe_command->parsed()) return describe;
    if (number_command->parsed()) return number;
    return desktop;
}

} // namespace sangdam::shell
