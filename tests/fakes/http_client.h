// SPDX-License-Identifier: MIT
//
// The smallest HTTP/1.1 client that can look a server in the eye: blocking, one connection, and
// able to send what no library would. Every wait ends after kPatience.
#pragma once

#include "wire/sse.h"

#include <arpa/inet.h>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sangdam::fakes {

struct HttpReply {
    int status = 0;                             // 0: the server closed without an answer.
    std::map<std::string, std::string> headers; // Names in lower case.
    std::string body;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

class HttpClient {
public:
    static constexpr std::chrono::seconds kPatience{10};

    explicit HttpClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        timeval patience{kPatience.count(), 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    ~HttpClient() { ::close(socket_); }
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    bool connected() const { return connected_; }

    static std::string text(std::string_view method, std::string_view target,
                            const HttpHeaders& headers, std::string_view body) {
        std::string out;
        out += method;
        out += ' ';
        out += target;
        out += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
        if (!body.empty() || method == "POST" || method == "PUT")
            out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        out += "\r\n";
        out += body;
        return out;
    }

    bool send_raw(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    HttpReply send(std::string_view method, std::string_view target,
                   const HttpHeaders& headers = {}, std::string_view body = {}) {
        send_raw(text(method, target, headers, body));
        return reply();
    }

    HttpReply reply() {
        HttpReply out = head();
        if (out.status == 0 || out.headers["content-type"] == wire::kEventStreamType) return out;
        const auto length = out.headers.find("content-length");
        const auto wanted = length == out.headers.end()
                                ? std::size_t{0}
                                : static_cast<std::size_t>(std::atoll(length->second.c_str()));
        while (buffer_.size() < wanted && more()) {
        }
        out.body = buffer_.substr(0, wanted);
        buffer_.erase(0, wanted);
        return out;
    }

    // What the stream sends next; nothing when it ended or stayed silent for kPatience.
    std::optional<wire::SseEvent> next_event() {
        while (events_.empty()) {
            if (buffer_.empty() && !more()) return std::nullopt;
            auto parsed = parser_.feed(std::exchange(buffer_, {}));
            if (!parsed) return std::nullopt;
            for (auto& each : *parsed) events_.push_back(std::move(each));
        }
        auto event = std::move(events_.front());
        events_.pop_front();
        return event;
    }

    bool ended() { // True when the server closes; what it still says is thrown away.
        while (more()) buffer_.clear();
        return closed_;
    }
    void stop_reading_into(int bytes) {
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    }

private:
    bool more() {
        char piece[16384];
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got == 0) closed_ = true;
        if (got < 0 && errno == ECONNRESET) closed_ = true;
        if (got <= 0) return false;
        buffer_.append(piece, static_cast<std::size_t>(got));
        return true;
    }

    HttpReply head() {
        HttpReply out;
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return out;
        const std::string text = buffer_.substr(0, end + 2);
        buffer_.erase(0, end + 4);
        out.status = std::atoi(text.c_str() + std::string_view("HTTP/1.1 ").size());
        if (out.status == 100) return head();
        std::size_t at = text.find("\r\n") + 2;
        while (at < text.size()) {
            const auto stop = text.find("\r\n", at);
            const auto colon = text.find(':', at);
            std::string name = text.substr(at, colon - at);
            for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            auto value = text.substr(colon + 1, stop - colon - 1);
            value.erase(0, value.find_first_not_of(' '));
            out.headers[name] = value;
            at = stop + 2;
        }
        return out;
    }

    int socket_;
    bool connected_ = false;
    bool closed_ = false;
    std::string buffer_;
    wire::SseParser parser_;
    std::deque<wire::SseEvent> events_;
};

} // namespace sangdam::fakes
