// SPDX-License-Identifier: MIT
//
// What only a far end with a will of its own can do: answer twice, or answer while we give up.

#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace sangdam::sip {
namespace {

using fakes::SipSeat;

// A far end made by hand: reads requests, says what it is told to say.
class HandMade {
public:
    HandMade() {
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
    ~HandMade() { ::close(socket_); }
    HandMade(const HandMade&) = delete;
    HandMade& operator=(const HandMade&) = delete;

    std::string uri() const { return "sip:x@127.0.0.1:" + std::to_string(port_); }

    // The next request of that method; others before it are dropped.
    std::string expect(const std::string& method, const std::string& with = "") {
        for (;;) {
            std::string text(4096, '\0');
            socklen_t length = sizeof from_;
            const auto n = ::recvfrom(socket_, text.data(), text.size(), 0,
                                      reinterpret_cast<sockaddr*>(&from_), &length);
            if (n <= 0) {
                ADD_FAILURE() << method << " " << with << " did not come";
                return {};
            }
            text.resize(static_cast<std::size_t>(n));
            if (text.rfind(method + " ", 0) == 0 && text.find(with) != std::string::npos)
                return text;
        }
    }
    void respond(const std::string& request, const std::string& status, const std::string& tag,
                 const std::string& body = "") {
        std::string text = "SIP/2.0 " + status + "\r\n";
        for (const char* name : {"Via", "From", "Call-ID", "CSeq"}) text += line(request, name);
        auto to = line(request, "To");
        if (to.find(";tag=") == std::string::npos) to.insert(to.size() - 2, ";tag=" + tag);
        text += to + "Contact: <" + uri() + ">\r\n" +
                (body.empty() ? "" : "Content-Type: application/sdp\r\n") +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        ::sendto(socket_, text.data(), text.size(), 0, reinterpret_cast<const sockaddr*>(&from_),
                 sizeof from_);
    }

private:
    static std::string line(const std::string& message, const std::string& name) {
        const auto at = message.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        return message.substr(at + 2, message.find("\r\n", at + 2) - at);
    }

    const int socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    std::uint16_t port_ = 0;
    sockaddr_in from_{};
};

class FarEnd : public testing::Test {
protected:
    LegId call() {
        OutgoingLeg leg;
        leg.target = far.uri();
        leg.sdp = "v=0\r\n";
        return alice.call(leg);
    }
    SipSeat alice;
    HandMade far;
};

TEST_F(FarEnd, ASecondPhoneThatAlsoAnswersIsAcknowledgedAndHungUp) {
    call();
    const auto invite = far.expect("INVITE");
    far.respond(invite, "200 OK", "first", "v=0\r\n");
    alice.expect("answered");
    far.expect("ACK", "tag=first");
    far.respond(invite, "200 OK", "second", "v=0\r\n");
    far.expect("ACK", "tag=second");
    far.respond(far.expect("BYE", "tag=second"), "200 OK", "second");
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "ended"; }));
}

TEST_F(FarEnd, AnAnswerThatCrossesOurCancelIsHungUp) {
    const auto leg = call();
    const auto invite = far.expect("INVITE");
    far.respond(invite, "180 Ringing", "t");
    alice.expect("progress");
    alice.tell([&](Endpoint& e) { e.bye(leg); });
    const auto cancel = far.expect("CANCEL");
    far.respond(invite, "200 OK", "t", "v=0\r\n");
    far.respond(cancel, "200 OK", "t");
    far.expect("ACK");
    far.respond(far.expect("BYE"), "200 OK", "t");
    EXPECT_FALSE(alice.expect("ended").ending.by_remote);
    EXPECT_FALSE(alice.heard.has([](const auto& h) { return h.what == "answered"; }));
}

} // namespace
} // namespace sangdam::sip
