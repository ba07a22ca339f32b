// SPDX-License-Identifier: MIT

#include "fakes/scripted_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace sangdam::fakes {

std::string SeenRequest::header(const std::string& name) const {
    const auto at = headers.find(name);
    return at == headers.end() ? std::string{} : at->second;
}

Wire::~Wire() { ::close(fd_); }

void Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) return; // The client has gone; that may be what the test is about.
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void Wire::answer(int status, std::string_view body, std::string_view type) {
    send("HTTP/1.1 " + std::to_string(status) + " x\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
}

void Wire::begin_stream() {
    send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: "
         "chunked\r\n\r\n");
}

void Wire::chunk(std::string_view bytes) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string size;
    for (auto n = bytes.size(); n != 0; n /= 16) size.insert(size.begin(), kDigits[n % 16]);
    send(size + "\r\n" + std::string(bytes) + "\r\n");
}

void Wire::hang_up() { ::shutdown(fd_, SHUT_RDWR); }

bool Wire::read_request(SeenRequest& request) {
    const auto more = [this] {
        std::array<char, 4096> part{};
        const auto n = ::recv(fd_, part.data(), part.size(), 0);
        if (n > 0) buffer_.append(part.data(), static_cast<std::size_t>(n));
        return n > 0;
    };
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!more()) return false;
    const auto head = buffer_.substr(0, end);
    auto line_end = head.find("\r\n");
    const auto first = head.substr(0, line_end);
    const auto space = first.find(' ');
    request.method = first.substr(0, space);
    request.target = first.substr(space + 1, first.rfind(' ') - space - 1);
    while (line_end != std::string::npos) {
        const auto begin = line_end + 2;
        line_end = head.find("\r\n", begin);
        const auto line = head.substr(begin, line_end - begin);
        const auto colon = line.find(": ");
        if (colon == std::string::npos) continue;
        auto name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = line.substr(colon + 2);
    }
    const auto length = request.header("content-length");
    const auto size = static_cast<std::size_t>(length.empty() ? 0 : std::atol(length.c_str()));
    while (buffer_.size() < end + 4 + size)
        if (!more()) return false;
    request.body = buffer_.substr(end + 4, size);
    buffer_.erase(0, end + 4 + size);
    return true;
}

ScriptedServer::ScriptedServer(Handler handler) : handler_(std::move(handler)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    constexpr int kBacklog = 16;
    if (::bind(listening_, any, size) != 0 || ::listen(listening_, kBacklog) != 0 ||
        ::getsockname(listening_, any, &size) != 0)
        throw std::runtime_error("no loopback port");
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
    ::shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    ::close(listening_);
    {
        const std::lock_guard lock(mutex_);
        for (const auto& each : wires_) each->hang_up();
    }
    for (auto& each : readers_) each.join();
}

void ScriptedServer::accept_all() {
    for (;;) {
        const int fd = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) return;
        auto wire = std::make_shared<Wire>(fd);
        {
            const std::lock_guard lock(mutex_);
            wires_.push_back(wire);
        }
        readers_.emplace_back([this, wire] { serve(wire); });
    }
}

void ScriptedServer::serve(const std::shared_ptr<Wire>& wire) {
    for (SeenRequest request; wire->read_request(request); request = {}) handler_(request, wire);
}

} // namespace sangdam::fakes
