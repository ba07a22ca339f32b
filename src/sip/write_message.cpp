// SPDX-License-Identifier: MIT

#include "sip/write_message.h"

#include "base/log.h"
#include "sip/sofia.h"

#include <algorithm>

namespace sangdam::sip {
namespace {

bool is_token(std::string_view name) { // RFC 3261 §25.1
    constexpr std::string_view kMarks = "-.!%*_+`'~";
    return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               kMarks.find(c) != std::string_view::npos;
    });
}

} // namespace

bool is_sip_uri(std::string_view text) {
    constexpr std::string_view kNever = " \"<>\\^`{|}";
    if (text.empty() || text.size() > 1024 || !safe_in_header(text)) return false;
    if (text.find_first_of(kNever) != std::string_view::npos) return false;
    Home home;
    const auto* url = url_make(home.get(), std::string{text}.c_str());
    return url != nullptr && (url->url_type == url_sip || url->url_type == url_sips) &&
           url->url_host != nullptr && *url->url_host != '\0';
}

std::string header_lines(const Headers& headers) {
    std::string lines;
    for (const auto& [name, value] : headers) {
        if (!is_token(name) || !safe_in_header(value) || value.empty()) {
            base::log::warn("sip", "a header that cannot be sent was left out");
            continue;
        }
        if (!lines.empty()) lines += "\r\n";
        lines.append(name).append(": ").append(value);
    }
    return lines;
}

} // namespace sangdam::sip
