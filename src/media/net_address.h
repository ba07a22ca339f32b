// SPDX-License-Identifier: MIT
//
// Where a datagram comes from or goes to, as a value that fits in a register or two.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangdam::media {

struct NetAddress {
    bool v6 = false;
    std::array<std::uint8_t, 16> ip{}; // v4: the first four.
    std::uint16_t port = 0;            // 0: nowhere

    friend bool operator==(const NetAddress&, const NetAddress&) = default;
};

inline bool same_host(const NetAddress& a, const NetAddress& b) {
    return a.v6 == b.v6 && a.ip == b.ip;
}
inline NetAddress with_port(NetAddress a, std::uint16_t port) {
    a.port = port;
    return a;
}

std::optional<NetAddress> parse_ip(std::string_view ip, std::uint16_t port); // Numeric only.
std::string to_text(const NetAddress&);

} // namespace sangdam::media
