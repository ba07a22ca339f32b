// SPDX-License-Identifier: MIT

#include "shell/startup.h"

#include "base/log.h"
#include "base/uuid.h"
#include "os/local_channel.h"
#include "os/paths.h"
#include "shell/ctl_protocol.h"

#include <fmt/format.h>

#include <utility>

namespace sangdam::shell {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{5}; // For the running desk to take the arguments.

base::Result<config::DesktopSettings> settings_of(const RunDesktop& run) {
    if (!run.config_file.empty()) return config::load_desktop(run.config_file);
    const auto own = os::settings_file("desktop.toml");
    std::error_code none;
    if (fs::exists(own, none)) return config::load_desktop(own.string());
    return config::DesktopSettings{};
}

base::log::Level level_named(const std::string& name) {
    if (name == "debug") return base::log::Level::Debug;
    if (name == "warn") return base::log::Level::Warn;
    if (name == "error") return base::log::Level::Error;
    return base::log::Level::Info;
}

std::string passing_name() {
    base::SystemRandom random;
    return (fs::temp_directory_path() / fmt::format("sangdam-desk-{:016x}", random.next()))
        .string();
}

base::Status hand_over(const fs::path& session_dir, const RunDesktop& run) {
    const auto line = to_line(CtlRequest{"show", run.targets, false});
    SDC_TRY(const auto answer, os::ask_local_channel(session_dir, line, kPatience));
    SDC_TRY(const auto read, parse_answer(answer));
    if (!read.ok) return base::Error{base::Errc::Refused, read.text};
    return base::Done{};
}

} // namespace

std::variant<Started, HandedOver, CannotStart> start_up(const RunDesktop& run) {
    auto settings = settings_of(run);
    if (!settings) return CannotStart{settings.error().what};
    if (!run.log_level.empty()) settings->log.level = level_named(run.log_level);
    base::log::start({settings->log.level, settings->log.file, true});

    const auto& chosen = run.data_dir.empty() ? settings->data_dir : run.data_dir;
    // Practice leaves nothing among the agent's own drafts.
    const auto data = os::data_dir(run.demo && chosen.empty() ? passing_name() : chosen);
    if (!data) return CannotStart{data.error().what};
    const auto session = os::session_dir(chosen);
    if (!session) return CannotStart{session.error().what};

    auto lock = os::InstanceLock::take(*session);
    if (!lock) {
        if (lock.error().code != base::Errc::Conflict) return CannotStart{lock.error().what};
        if (run.demo)
            return CannotStart{
                "SangdamCall is running already; quit it before the practice centre"};
        if (const auto taken = hand_over(*session, run); !taken)
            return CannotStart{
                fmt::format("SangdamCall is running already but does not answer ({}). "
                            "End it and start again.",
                            taken.error().what)};
        return HandedOver{};
    }
    return Started{std::move(settings).value(), *data, *session, std::move(lock).value(),
                   run.demo && chosen.empty()};
}

} // namespace sangdam::shell
