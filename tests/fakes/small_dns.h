// SPDX-License-Identifier: MIT
//
// A DNS server on loopback for tests (RFC 1035, SRV of RFC 2782, NAPTR of RFC 3403): knows the
// records it is given, says "no such record" to everything else, and remembers what was asked. A
// thread of its own.
#pragma once

#include "fakes/eventually.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cstdint>
#include <fstream>
#include <map>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class SmallDns {
public:
    // Key: name and type. Value: rdata of each record.
    using Records = std::map<std::pair<std::string, int>, std::vector<std::string>>;
    static constexpr int kA = 1;
    static constexpr int kSrv = 33;
    static constexpr int kNaptr = 35;

    static std::string a(const std::string& address) {
        std::string bytes(4, '\0');
        inet_pton(AF_INET, address.c_str(), bytes.data());
        return bytes;
    }
    static std::string srv(int priority, std::uint16_t port, const std::string& target) {
        return number(priority) + number(0) + number(port) + name(target);
    }
    static std::string naptr(int order, const std::string& service, const std::string& next) {
        return number(order) + number(0) + text("s") + text(service) + text("") + name(next);
    }

    explicit SmallDns(Records records) : records_(std::move(records)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here), 0);
        socklen_t length = sizeof here;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &length);
        port_ = ntohs(here.sin_port);
        char folder[] = "/tmp/sangdam-dns-XXXXXX";
        folder_ = ::mkdtemp(folder);
        std::ofstream(resolv_conf()) << "nameserver 127.0.0.1\nport " << port_ << "\n";
        thread_ = std::thread([this] { serve(); });
    }
    ~SmallDns() {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        here.sin_port = htons(port_);
        ::sendto(socket_, "", 0, 0, reinterpret_cast<const sockaddr*>(&here), sizeof here);
        thread_.join();
        ::close(socket_);
        ::unlink(resolv_conf().c_str());
        ::rmdir(folder_.c_str());
    }
    SmallDns(const SmallDns&) = delete;
    SmallDns& operator=(const SmallDns&) = delete;

    std::string resolv_conf() const { return folder_ + "/resolv.conf"; }

private:
    static std::string number(int value) {
        return {static_cast<char>(value >> 8), static_cast<char>(value)};
    }
    static std::string text(const std::string& words) {
        return static_cast<char>(words.size()) + words;
    }
    static std::string name(const std::string& dotted) {
        std::string bytes;
        for (std::size_t from = 0; from < dotted.size();) {
            const auto dot = std::min(dotted.find('.', from), dotted.size());
            bytes += text(dotted.substr(from, dot - from));
            from = dot + 1;
        }
        return bytes + '\0';
    }

    void serve() {
        for (;;) {
            std::string ask(2048, '\0');
            sockaddr_in from{};
            socklen_t length = sizeof from;
            const auto n = ::recvfrom(socket_, ask.data(), ask.size(), 0,
                                      reinterpret_cast<sockaddr*>(&from), &length);
            if (n <= 0) return; // The empty packet of the end.
            ask.resize(static_cast<std::size_t>(n));
            const auto reply = answer(ask);
            ::sendto(socket_, reply.data(), reply.size(), 0,
                     reinterpret_cast<const sockaddr*>(&from), length);
        }
    }

    std::string answer(const std::string& ask) const {
        std::string asked;
        std::size_t at = 12;
        while (at < ask.size() && ask[at] != 0) {
            const auto size = static_cast<std::size_t>(ask[at]);
            asked += (asked.empty() ? "" : ".") + ask.substr(at + 1, size);
            at += size + 1;
        }
        const auto question = ask.substr(12, at + 5 - 12);
        const int type = static_cast<unsigned char>(ask[at + 2]);
        const auto found = records_.find({asked, type});
        const auto count = found == records_.end() ? std::size_t{0} : found->second.size();
        // Response, authoritative, recursion as asked; the question comes back.
        std::string reply = ask.substr(0, 2) + '\x85' + '\x80' + number(1) +
                            number(static_cast<int>(count)) + number(0) + number(0) + question;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& data = found->second[i];
            reply += number(0xC00C) + number(type) + number(1) + number(0) + number(60) +
                     number(static_cast<int>(data.size())) + data;
        }
        return reply;
    }

    const Records records_;
    const int socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    std::uint16_t port_ = 0;
    std::string folder_;
    std::thread thread_;
};

} // namespace sangdam::fakes
