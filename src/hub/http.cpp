// SPDX-License-Identifier: MIT

#include "hub/http.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class Plus { Stays, IsSpace }; // "+" is a blank only in a query made by a form.

std::optional<std::string> decode(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 1 < text.size() ? hex(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex(text[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus == Plus::IsSpace) {
            c = ' ';
        }
        if (c == '\0') return std::nullopt;
        out += c;
    }
    return out;
}

template <class F>
bool split(std::string_view text, char at, F each) {
    for (;;) {
        const auto end = text.find(at);
        if (!each(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

} // namespace

std::string_view HttpRequest::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &decltype(headers)::value_type::first);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool HttpRequest::has_header(std::string_view name) const {
    return std::ranges::any_of(headers, [&](const auto& each) { return each.first == name; });
}

std::optional<std::string> Target::value(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &decltype(query)::value_type::first);
    if (found == query.end()) return std::nullopt;
    return found->second;
}

std::optional<Target> parse_target(std::string_view text) {
    if (text.empty() || text.front() != '/') return std::nullopt;
    text = text.substr(1, text.find('#') - 1);
    const auto mark = text.find('?');
    Target target;
    const bool path_is_good = split(text.substr(0, mark), '/', [&](std::string_view part) {
        auto segment = decode(part, Plus::Stays);
        if (segment) target.segments.push_back(std::move(*segment));
        return segment.has_value();
    });
    if (!path_is_good) return std::nullopt;
    if (mark == std::string_view::npos) return target;
    const bool query_is_good = split(text.substr(mark + 1), '&', [&](std::string_view part) {
        if (part.empty()) return true;
        const auto equals = part.find('=');
        auto name = decode(part.substr(0, equals), Plus::IsSpace);
        auto value = equals == std::string_view::npos
                         ? std::optional<std::string>(std::string())
                         : decode(part.substr(equals + 1), Plus::IsSpace);
        if (!name || !value) return false;
        target.query.emplace_back(std::move(*name), std::move(*value));
        return true;
    });
    if (!query_is_good) return std::nullopt;
    return target;
}

} // namespace sangdam::hub
