// SPDX-License-Identifier: MIT

#include "base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <memory>
#include <vector>

namespace sangdam::base::log {
namespace {

constexpr std::size_t kFileBytes = 5U << 20U;
constexpr std::size_t kOlderFiles = 3;

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
    case Level::Debug: return spdlog::level::debug;
    case Level::Info: return spdlog::level::info;
    case Level::Warn: return spdlog::level::warn;
    case Level::Error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

} // namespace

void start(const Target& target) {
    std::vector<spdlog::sink_ptr> sinks;
    if (target.to_stderr) sinks.push_back(std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    std::string trouble;
    if (!target.file.empty()) {
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                target.file, kFileBytes, kOlderFiles));
        } catch (const std::exception& e) {
            trouble = e.what();
        }
    }
    auto logger = std::make_shared<spdlog::logger>("sangdam", sinks.begin(), sinks.end());
    logger->set_level(to_spdlog(target.level));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %^%-5l%$ %v");
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
    if (!trouble.empty()) warn("log", "cannot write the log file {}: {}", target.file, trouble);
}

void flush() { spdlog::default_logger()->flush(); }

bool enabled(Level level) noexcept { return spdlog::should_log(to_spdlog(level)); }

void write(Level level, std::string_view module, std::string_view text) noexcept {
    try {
        spdlog::log(to_spdlog(level), "[{}] {}", module, text);
    } catch (...) { // NOLINT(bugprone-empty-catch): a log that fails must not end a call.
    }
}

} // namespace sangdam::base::log
