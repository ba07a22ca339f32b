// SPDX-License-Identifier: MIT

#include "sip/bind_port.h"

#include <fmt/format.h>
#include <sofia-sip/su.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace sangdam::sip {
namespace {

class Socket {
public:
    explicit Socket(su_socket_t s) : s_(s) {}
    ~Socket() {
        if (s_ != INVALID_SOCKET) su_close(s_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    su_socket_t get() const { return s_; }
    bool open() const { return s_ != INVALID_SOCKET; }

private:
    su_socket_t s_;
};

// A numeric address and port, or nothing.
bool fill(su_sockaddr_t& address, const std::string& ip, std::uint16_t port) {
    address = {};
    const bool six = ip.find(':') != std::string::npos;
    address.su_family = six ? AF_INET6 : AF_INET;
    void* where = six ? static_cast<void*>(&address.su_sin6.sin6_addr)
                      : static_cast<void*>(&address.su_sin.sin_addr);
    if (su_inet_pton(address.su_family, ip.c_str(), where) != 1) return false;
    address.su_port = htons(port);
    return true;
}

socklen_t length_of(const su_sockaddr_t& address) {
    return address.su_family == AF_INET6 ? sizeof address.su_sin6 : sizeof address.su_sin;
}

// Binds and lets go again. 0 or errno; `port` becomes the one that the system gave.
int try_bind(const std::string& ip, std::uint16_t& port, int type) {
    su_sockaddr_t address;
    if (!fill(address, ip, port)) return EADDRNOTAVAIL;
    const Socket probe{su_socket(address.su_family, type, 0)};
    if (!probe.open()) return su_errno();
    // A TCP port in TIME_WAIT is free for a listener; an UDP port must be nobody's.
    if (type == SOCK_STREAM) su_setreuseaddr(probe.get(), 1);
    if (bind(probe.get(), &address.su_sa, length_of(address)) != 0) return su_errno();
    socklen_t length = sizeof address;
    if (getsockname(probe.get(), &address.su_sa, &length) != 0) return su_errno();
    port = ntohs(address.su_port);
    if (type == SOCK_STREAM && listen(probe.get(), 1) != 0) return su_errno();
    return 0;
}

std::string host_in(std::string_view towards) {
    if (towards.rfind("sip:", 0) == 0) towards.remove_prefix(4);
    if (towards.rfind("sips:", 0) == 0) towards.remove_prefix(5);
    if (const auto at = towards.find('@'); at != std::string_view::npos)
        towards.remove_prefix(at + 1);
    if (!towards.empty() && towards.front() == '[')
        return std::string{towards.substr(1, towards.find(']') - 1)};
    return std::string{towards.substr(0, towards.find_first_of(":;?>"))};
}

} // namespace

base::Result<std::uint16_t> free_port(const std::string& address, std::uint16_t port, bool udp,
                                      bool tcp) {
    const bool any = port == 0;
    int problem = 0;
    for (int tries = any ? 16 : 1; tries > 0; --tries) {
        std::uint16_t chosen = port;
        problem = udp ? try_bind(address, chosen, SOCK_DGRAM) : 0;
        if (problem == 0 && tcp) problem = try_bind(address, chosen, SOCK_STREAM);
        if (problem == 0) return chosen;
        if (problem == EADDRNOTAVAIL) break;
    }
    if (problem == EADDRINUSE)
        return base::Error{base::Errc::Unavailable,
                           fmt::format("port {} on {} is taken by another program", port, address)};
    if (problem == EACCES)
        return base::Error{base::Errc::Unavailable,
                           fmt::format("port {} needs more rights than we have", port)};
    return base::Error{base::Errc::BadInput,
                       fmt::format("cannot listen on {}: {}", address, su_strerror(problem))};
}

std::string local_address_towards(const std::string& bound, std::string_view towards) {
    if (bound != "0.0.0.0" && bound != "::") return bound;
    auto host = host_in(towards);
    if (host == "localhost") return "127.0.0.1";
    su_sockaddr_t there;
    // TEST-NET-1 (RFC 5737) stands for "somewhere out there"; connecting UDP sends nothing.
    if (!fill(there, host, 5060)) fill(there, "192.0.2.1", 5060);
    const Socket probe{su_socket(there.su_family, SOCK_DGRAM, 0)};
    if (!probe.open() || connect(probe.get(), &there.su_sa, length_of(there)) != 0)
        return "127.0.0.1";
    su_sockaddr_t here;
    socklen_t length = sizeof here;
    std::array<char, 64> text{};
    if (getsockname(probe.get(), &here.su_sa, &length) != 0 ||
        su_inet_ntop(here.su_family, SU_ADDR(&here), text.data(), text.size()) == nullptr)
        return "127.0.0.1";
    return text.data();
}

} // namespace sangdam::sip
