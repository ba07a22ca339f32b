// SPDX-License-Identifier: MIT

#include "trace.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

namespace sangdam::rig {
namespace {

using base::Errc;
using base::Error;

constexpr std::string_view kBlank = " \t\r\f\v";

std::string_view trimmed(std::string_view line) {
    const auto first = line.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(kBlank) - first + 1);
}

} // namespace

base::Result<Trace> parse_trace(std::string_view text) {
    Trace out;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // As Windows editors begin a file.
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        double ms = 0;
        const auto digits = line.substr(line.front() == '+' ? 1 : 0);
        const auto [rest, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), ms);
        if (error != std::errc{} || rest != digits.data() + digits.size() || !std::isfinite(ms))
            return Error{Errc::BadInput,
                         "line " + std::to_string(number) + ": '" +
                             std::string(line.substr(0, 40)) +
                             "' is no delay in ms (a number, or -1 for a lost packet)"};
        out.delays.push_back(ms < 0 ? std::nullopt : std::optional(ms));
    }
    if (out.delays.empty())
        return Error{Errc::BadInput, "there is no packet in it (one line each: its delay in ms)"};
    return out;
}

base::Result<Trace> read_trace(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path))
        return Error{Errc::NotFound, "cannot read the trace " + path.string()};
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto trace = parse_trace(text);
    if (!trace) return Error{trace.error().code, path.string() + ": " + trace.error().what};
    return trace;
}

} // namespace sangdam::rig
