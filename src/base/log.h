// SPDX-License-Identifier: MIT
//
// One line per thing that happened, in English, for the engineer who reads it at night. Personal
// data is masked by its type (core::PhoneNumber prints masked); secrets do not print at all.
//
//   log::info("sip", "registered as {} at {} for {} s", user, registrar, seconds);
//
// Any thread, except the sound card's. Never throws.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace sangdam::base::log {

enum class Level { Debug, Info, Warn, Error };

// Called once by a composition root, before other threads start. An empty path logs to stderr only;
// with a path, the file is kept below 5 MiB with three older ones beside it.
struct Target {
    Level level = Level::Info;
    std::string file;
    bool to_stderr = true;
};
void start(const Target&);
void flush();

bool enabled(Level) noexcept;
void write(Level, std::string_view module, std::string_view text) noexcept;

template <class... A>
void debug(std::string_view module, fmt::format_string<A...> text, A&&... args) {
    if (enabled(Level::Debug))
        write(Level::Debug, module, fmt::format(text, std::forward<A>(args)...));
}
template <class... A>
void info(std::string_view module, fmt::format_string<A...> text, A&&... args) {
    if (enabled(Level::Info))
        write(Level::Info, module, fmt::format(text, std::forward<A>(args)...));
}
template <class... A>
void warn(std::string_view module, fmt::format_string<A...> text, A&&... args) {
    if (enabled(Level::Warn))
        write(Level::Warn, module, fmt::format(text, std::forward<A>(args)...));
}
template <class... A>
void error(std::string_view module, fmt::format_string<A...> text, A&&... args) {
    if (enabled(Level::Error))
        write(Level::Error, module, fmt::format(text, std::forward<A>(args)...));
}

} // namespace sangdam::base::log
