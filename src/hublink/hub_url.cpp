// SPDX-License-Identifier: MIT

#include "hublink/hub_url.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace sangdam::hublink {
namespace {

base::Error bad(std::string_view text, std::string_view why) {
    return {base::Errc::BadInput, "hub address \"" + std::string(text) + "\": " + std::string(why)};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool take(std::string_view& text, std::string_view scheme) {
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    if (text.size() < scheme.size() ||
        !std::equal(scheme.begin(), scheme.end(), text.begin(),
                    [&](char want, char got) { return want == got || same(got, want); }))
        return false;
    text.remove_prefix(scheme.size());
    return true;
}

bool host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
}

bool port_number(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() && port != 0;
}

// "host", "host:port", "[::1]:port". Empty: not one.
std::string_view host_of(std::string_view authority) {
    if (authority.starts_with('[')) { // RFC 3986 §3.2.2
        const auto close = authority.find(']');
        if (close == std::string_view::npos) return {};
        const auto host = authority.substr(1, close - 1);
        const auto rest = authority.substr(close + 1);
        const bool address = !host.empty() && host.find_first_not_of("0123456789abcdefABCDEF:.") ==
                                                  std::string_view::npos;
        const bool port = rest.empty() || (rest[0] == ':' && port_number(rest.substr(1)));
        return address && port ? host : std::string_view{};
    }
    const auto colon = authority.find(':');
    const auto host = authority.substr(0, colon);
    if (host.empty() || !std::ranges::all_of(host, host_character)) return {};
    if (colon != std::string_view::npos && !port_number(authority.substr(colon + 1))) return {};
    return host;
}

// 127.0.0.0/8 as four numbers, so that 127.evil.example is not taken for this machine.
bool loopback(std::string_view host) {
    if (host == "localhost" || host == "::1") return true;
    return host.starts_with("127.") && std::ranges::count(host, '.') == 3 &&
           host.find_first_not_of("0123456789.") == std::string_view::npos;
}

} // namespace

base::Result<HubUrl> parse_hub_url(std::string_view text, PlainHttp plain) {
    auto rest = trimmed(text);
    if (rest.empty()) return bad(text, "is empty; write https://host");
    HubUrl url;
    url.secure = true;
    if (take(rest, "http://"))
        url.secure = false;
    else if (!take(rest, "https://") && rest.find("://") != std::string_view::npos)
        return bad(text, "must begin with https://");
    while (rest.ends_with('/')) rest.remove_suffix(1);
    if (rest.find('@') != std::string_view::npos)
        return bad(text, "must not contain a login; the sign-in asks for it");
    const auto host = host_of(rest);
    if (host.empty()) return bad(text, "is not of the form https://host or https://host:port");
    url.host = host;
    url.loopback = loopback(host);
    if (!url.secure && !url.loopback && plain == PlainHttp::LoopbackOnly)
        return bad(text, "is not encrypted; write https:// (http:// is for this machine only)");
    url.base = (url.secure ? "https://" : "http://") + std::string(rest);
    return url;
}

} // namespace sangdam::hublink
