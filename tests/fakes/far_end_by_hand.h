// SPDX-License-Identifier: MIT
//
// A SIP far end made by hand, for tests: reads requests from a UDP socket and says exactly what it
// is told to say, also what no stack of ours would. The test's thread.
#pragma once

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace sangdam::fakes {

class FarEndByHand {
public:
    FarEndByHand() {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
        EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here), 0);
        socklen_t length = sizeof here;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &length);
        port_ = ntohs(here.sin_port);
        const timeval patience{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~FarEndByHand() { ::close(socket_); }
    FarEndByHand(const FarEndByHand&) = delete;
    FarEndByHand& operator=(const FarEndByHand&) = delete;

    std::uint16_t port() const { return port_; }
    std::string uri() const { return "sip:x@127.0.0.1:" + std::to_string(port_); }

    std::string hear() { // The next message, whatever it is; empty: none came.
        std::string text(8192, '\0');
        socklen_t length = sizeof from_;
        const auto n = ::recvfrom(socket_, text.data(), text.size(), 0,
                                  reinterpret_cast<sockaddr*>(&from_), &length);
        text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
        return text;
    }

    // The next message that begins so ("INVITE", "SIP/2.0 200"); others before it are dropped.
    std::string expect(const std::string& start, const std::string& with = "") {
        for (;;) {
            auto text = hear();
            if (text.rfind(start + " ", 0) == 0 && text.find(with) != std::string::npos)
                return text;
            if (!text.empty()) continue;
            ADD_FAILURE() << start << " " << with << " did not come";
            return {};
        }
    }

    // `more`: header lines with their ends. With a body, its type is SDP unless `more` says
    // another.
    void respond(const std::string& request, const std::string& status, const std::string& tag,
                 const std::string& body = "", const std::string& more = "") {
        std::string text = "SIP/2.0 " + status + "\r\n";
        for (const char* name : {"Via", "From", "Call-ID", "CSeq"}) text += line(request, name);
        auto to = line(request, "To");
        if (to.find(";tag=") == std::string::npos) to.insert(to.size() - 2, ";tag=" + tag);
        send(text + to + "Contact: <" + uri() + ">\r\n" + more, body);
    }

    // A request of ours within the dialog that `theirs`, a request of theirs, began; `tag` is ours.
    void ask(const std::string& theirs, const std::string& method, const std::string& tag,
             const std::string& more = "", const std::string& body = "") {
        const auto contact = line(theirs, "Contact");
        const auto from = contact.find('<') + 1;
        auto text = method + " " + contact.substr(from, contact.find('>') - from) + " SIP/2.0\r\n";
        const auto number = std::to_string(++asked_);
        text += "Via: SIP/2.0/UDP 127.0.0.1:" + std::to_string(port_) + ";branch=z9hG4bK-by-hand-" +
                number + ";rport\r\nMax-Forwards: 70\r\n";
        auto us = line(theirs, "To");
        if (us.find(";tag=") == std::string::npos) us.insert(us.size() - 2, ";tag=" + tag);
        text += "From: " + us.substr(4) + "To: " + line(theirs, "From").substr(6) +
                line(theirs, "Call-ID") + "CSeq: " + number + " " + method + "\r\n";
        send(text + "Contact: <" + uri() + ">\r\n" + more, body);
    }

    // A request of theirs as if it had begun no dialog: for ask() outside of one.
    static std::string outside(std::string theirs, const std::string& call_id) {
        const auto at = theirs.find("\r\nCall-ID: ") + 11;
        theirs.replace(at, theirs.find("\r\n", at) - at, call_id);
        const auto tag = theirs.find(";tag=", theirs.find("\r\nFrom: "));
        return theirs.erase(tag, theirs.find("\r\n", tag) - tag);
    }

    // One header's line with its end; empty: it has none.
    static std::string line(const std::string& message, const std::string& name) {
        const auto at = message.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        return message.substr(at + 2, message.find("\r\n", at + 2) - at);
    }

private:
    void send(std::string text, const std::string& body) {
        if (!body.empty() && text.find("\r\nContent-Type: ") == std::string::npos)
            text += "Content-Type: application/sdp\r\n";
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        ::sendto(socket_, text.data(), text.size(), 0, reinterpret_cast<const sockaddr*>(&from_),
                 sizeof from_);
    }

    const int socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    std::uint16_t port_ = 0;
    sockaddr_in from_{};
    int asked_ = 0;
};

} // namespace sangdam::fakes
