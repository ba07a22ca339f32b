// SPDX-License-Identifier: MIT
//
// A UDP socket that never waits: the thin edge between media and the operating system. POSIX here;
// Windows' sockets differ in names only.
#pragma once

#include "base/result.h"
#include "media/net_address.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sangdam::media {

struct Datagram {
    std::size_t size = 0; // Of the buffer; a longer datagram was cut.
    NetAddress from;
    std::chrono::microseconds age{0}; // Since the kernel got it; 0 where the kernel does not say.
};

class UdpSocket {
public:
    // Unavailable: not an address of this machine, or the port is taken. Port 0: any.
    static base::Result<UdpSocket> bind(const NetAddress&);
    ~UdpSocket();
    UdpSocket(UdpSocket&& other) noexcept;
    UdpSocket& operator=(UdpSocket&& other) noexcept;

    std::uint16_t port() const; // Really bound.
    // Nothing: nothing is there.
    std::optional<Datagram> receive(std::span<std::uint8_t> buffer) noexcept;
    // A datagram that cannot be sent is lost: that is what UDP promises. False tells.
    bool send(std::span<const std::uint8_t>, const NetAddress& to) noexcept;

private:
    explicit UdpSocket(int handle) : handle_(handle) {}
    int handle_ = -1;
};

} // namespace sangdam::media
