// SPDX-License-Identifier: MIT

#include "media/udp_socket.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace sangdam::media {
namespace {

using base::Errc;
using base::Error;

struct Native {
    sockaddr_storage storage{};
    socklen_t size = 0;
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

Native native_of(const NetAddress& a) {
    Native out;
    if (a.v6) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(a.port);
        std::memcpy(&in.sin6_addr, a.ip.data(), 16);
        std::memcpy(&out.storage, &in, sizeof in);
        out.size = sizeof in;
    } else {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(a.port);
        std::memcpy(&in.sin_addr, a.ip.data(), 4);
        std::memcpy(&out.storage, &in, sizeof in);
        out.size = sizeof in;
    }
    return out;
}

NetAddress address_of(const sockaddr_storage& storage) {
    NetAddress out;
    if (storage.ss_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &storage, sizeof in);
        out.v6 = true;
        out.port = ntohs(in.sin6_port);
        std::memcpy(out.ip.data(), &in.sin6_addr, 16);
    } else {
        sockaddr_in in{};
        std::memcpy(&in, &storage, sizeof in);
        out.port = ntohs(in.sin_port);
        std::memcpy(out.ip.data(), &in.sin_addr, 4);
    }
    return out;
}

// The stamp is in wall time, which may jump; only its age is of use.
std::chrono::microseconds age_of(const msghdr& message) {
    for (const cmsghdr* c = CMSG_FIRSTHDR(&message); c != nullptr;
         c = CMSG_NXTHDR(const_cast<msghdr*>(&message), const_cast<cmsghdr*>(c))) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
        timespec stamp{};
        std::memcpy(&stamp, CMSG_DATA(c), sizeof stamp);
        timespec wall{};
        ::clock_gettime(CLOCK_REALTIME, &wall);
        const auto age = std::chrono::seconds(wall.tv_sec - stamp.tv_sec) +
                         std::chrono::nanoseconds(wall.tv_nsec - stamp.tv_nsec);
        return std::clamp(std::chrono::duration_cast<std::chrono::microseconds>(age),
                          std::chrono::microseconds(0), std::chrono::microseconds(1'000'000));
    }
    return std::chrono::microseconds(0);
}

} // namespace

std::optional<NetAddress> parse_ip(std::string_view ip, std::uint16_t port) {
    const std::string text(ip);
    NetAddress out;
    out.port = port;
    if (::inet_pton(AF_INET, text.c_str(), out.ip.data()) == 1) return out;
    out.v6 = true;
    if (::inet_pton(AF_INET6, text.c_str(), out.ip.data()) == 1) return out;
    return std::nullopt;
}

std::string to_text(const NetAddress& a) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(a.v6 ? AF_INET6 : AF_INET, a.ip.data(), text.data(), text.size());
    const std::string ip = text.data();
    return (a.v6 ? "[" + ip + "]" : ip) + ":" + std::to_string(a.port);
}

base::Result<UdpSocket> UdpSocket::bind(const NetAddress& at) {
    const int handle =
        ::socket(at.v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (handle < 0) return Error{Errc::Unavailable, std::string("no socket: ") + strerror(errno)};
    UdpSocket out(handle);
    auto native = native_of(at);
    if (::bind(handle, native.get(), native.size) != 0)
        return Error{Errc::Unavailable, "cannot bind " + to_text(at) + ": " + strerror(errno)};
    // Both are wishes: without the stamp the time of reading is taken; EF (46, RFC 3246) is what
    // networks that favour voice look at.
    const int on = 1;
    static_cast<void>(::setsockopt(handle, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on));
    const int expedited = 46 << 2;
    static_cast<void>(
        at.v6 ? ::setsockopt(handle, IPPROTO_IPV6, IPV6_TCLASS, &expedited, sizeof expedited)
              : ::setsockopt(handle, IPPROTO_IP, IP_TOS, &expedited, sizeof expedited));
    return out;
}

UdpSocket::~UdpSocket() {
    if (handle_ >= 0) ::close(handle_);
}
UdpSocket::UdpSocket(UdpSocket&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
UdpSocket& UdpSocket::operator=(UdpSocket&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

std::uint16_t UdpSocket::port() const {
    Native native;
    native.size = sizeof native.storage;
    if (::getsockname(handle_, native.get(), &native.size) != 0) return 0;
    return address_of(native.storage).port;
}

std::optional<Datagram> UdpSocket::receive(std::span<std::uint8_t> buffer) noexcept {
    Native from;
    iovec piece{buffer.data(), buffer.size()};
    alignas(cmsghdr) std::array<std::uint8_t, 128> control{};
    msghdr message{};
    message.msg_name = &from.storage;
    message.msg_namelen = sizeof from.storage;
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    // A port unreachable at the far end shows as ECONNREFUSED once; the next read is good again.
    const auto size = ::recvmsg(handle_, &message, 0);
    if (size < 0) return std::nullopt;
    return Datagram{static_cast<std::size_t>(size), address_of(from.storage), age_of(message)};
}

bool UdpSocket::send(std::span<const std::uint8_t> bytes, const NetAddress& to) noexcept {
    auto native = native_of(to);
    return ::sendto(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL, native.get(), native.size) >=
           0;
}

} // namespace sangdam::media
