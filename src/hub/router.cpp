// SPDX-License-Identifier: MIT

#include "hub/router.h"

#include <algorithm>
#include <optional>

namespace sangdam::hub {
namespace {

bool is_parameter(const std::string& segment) { return segment.starts_with('{'); }

// How many literals fit; nothing when the path does not fit at all.
std::optional<int> literals(const std::vector<std::string>& pattern,
                            const std::vector<std::string>& path) {
    if (pattern.size() != path.size()) return std::nullopt;
    int count = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (is_parameter(pattern[i])) {
            if (!is_id(path[i])) return std::nullopt;
        } else if (pattern[i] == path[i]) {
            ++count;
        } else {
            return std::nullopt;
        }
    }
    return count;
}

PathParameters parameters(const std::vector<std::string>& pattern,
                          const std::vector<std::string>& path) {
    PathParameters out;
    for (std::size_t i = 0; i < path.size(); ++i)
        if (is_parameter(pattern[i]))
            out.emplace(pattern[i].substr(1, pattern[i].size() - 2), path[i]);
    return out;
}

} // namespace

std::size_t Router::add(std::string method, std::string_view pattern) {
    entries_.push_back({std::move(method), parse_target(pattern).value_or(Target{}).segments});
    return entries_.size() - 1;
}

RouteMatch Router::match(std::string_view method, const std::vector<std::string>& segments) const {
    int best = -1;
    for (const auto& entry : entries_)
        best = std::max(best, literals(entry.segments, segments).value_or(-1));
    if (best < 0) return NoSuchPath{};
    std::string allowed;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const auto& entry = entries_[i];
        if (literals(entry.segments, segments) != best) continue;
        if (entry.method == method) return RouteFound{i, parameters(entry.segments, segments)};
        allowed += (allowed.empty() ? "" : ", ") + entry.method;
    }
    return WrongMethod{allowed};
}

bool is_id(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, fits);
}

} // namespace sangdam::hub
