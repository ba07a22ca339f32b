// SPDX-License-Identifier: MIT

#include "base/strand.h"
#include "fakes/http_client.h"
#include "hub/http_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace sangdam::hub {
namespace {

using fakes::HttpClient;

class Server : public ::testing::Test {
protected:
    void serve(HttpServer::Handler handler, HttpLimits limits = {}) {
        auto server = HttpServer::listen("127.0.0.1", 0, limits);
        ASSERT_TRUE(server) << server.error().what;
        server_ = std::move(server).value();
        server_->serve(std::move(handler));
    }
    static void echo(const HttpRequest& request, const Responder& responder) {
        responder.answer(
            {200, "text/plain", request.method + ' ' + request.target + ' ' + request.body, {}});
    }
    std::unique_ptr<HttpServer> server_;
};

TEST_F(Server, AnswersSeveralRequestsOnOneConnection) {
    serve(echo);
    HttpClient client(server_->port());
    EXPECT_EQ(client.send("GET", "/a").body, "GET /a ");
    EXPECT_EQ(client.send("POST", "/b", {}, "text").body, "POST /b text");
    EXPECT_EQ(client.send("PUT", "/c", {{"Expect", "100-continue"}}, "more").body, "PUT /c more");
}

TEST_F(Server, AnswersRequestsThatWereSentTogetherInTheirOrder) {
    serve(echo);
    HttpClient client(server_->port());
    client.send_raw(HttpClient::text("GET", "/1", {}, {}) + HttpClient::text("GET", "/2", {}, {}));
    EXPECT_EQ(client.reply().body, "GET /1 ");
    EXPECT_EQ(client.reply().body, "GET /2 ");
}

TEST_F(Server, AnAnswerMayComeLaterFromAnotherThread) {
    base::Strand worker("worker");
    serve([&](HttpRequest, Responder responder) {
        worker.post([responder] { responder.answer({202, {}, {}, {}}); });
    });
    EXPECT_EQ(HttpClient(server_->port()).send("GET", "/").status, 202);
}

TEST_F(Server, ARequestThatNobodyAnswersIsOurMistakeAndSaysSo) {
    serve([](const HttpRequest&, const Responder&) {});
    const auto reply = HttpClient(server_->port()).send("GET", "/");
    EXPECT_EQ(reply.status, 500);
    EXPECT_NE(reply.body.find("\"internal\""), std::string::npos);
}

TEST_F(Server, OnlyTheFirstAnswerCounts) {
    serve([](const HttpRequest&, const Responder& responder) {
        responder.answer({200, "text/plain", "first", {}});
        responder.answer({200, "text/plain", "second", {}});
    });
    HttpClient client(server_->port());
    EXPECT_EQ(client.send("GET", "/").body, "first");
    EXPECT_EQ(client.send("GET", "/").body, "first");
}

TEST_F(Server, WhatIsNotHttpIsRefused) {
    serve(echo);
    for (const auto* rubbish :
         {"\x16\x03\x01\x02 tls?\r\n\r\n", "GET\r\n\r\n", "HELLO / HTTP/9\r\n\r\n",
          "GET / HTTP/1.1\r\nContent-Length: minus\r\n\r\n",
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
        HttpClient client(server_->port());
        client.send_raw(rubbish);
        EXPECT_EQ(client.reply().status, 400) << rubbish;
        EXPECT_TRUE(client.ended());
    }
}

TEST_F(Server, WhatIsTooLargeIsRefused) {
    HttpLimits limits;
    limits.header = 1024;
    limits.body = 1000;
    serve(echo, limits);
    EXPECT_EQ(HttpClient(server_->port()).send("POST", "/", {}, std::string(1001, 'x')).status,
              413);
    EXPECT_EQ(HttpClient(server_->port()).send("POST", "/", {}, std::string(1000, 'x')).status,
              200);
    EXPECT_EQ(HttpClient(server_->port()).send("GET", "/", {{"X", std::string(2000, 'x')}}).status,
              413);
    HttpClient client(server_->port());
    client.send_raw("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n");
    EXPECT_EQ(client.reply().status, 413);
}

TEST_F(Server, AClientThatSaysNothingOrHalfIsClosed) {
    HttpLimits limits;
    limits.idle = std::chrono::seconds(1);
    limits.receive = std::chrono::seconds(1);
    serve(echo, limits);
    HttpClient silent(server_->port());
    HttpClient half_head(server_->port());
    half_head.send_raw("GET / HTTP/1.1\r\nHost:");
    HttpClient half_body(server_->port());
    half_body.send_raw("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
    EXPECT_TRUE(silent.ended());
    EXPECT_TRUE(half_head.ended());
    EXPECT_TRUE(half_body.ended());
}

TEST_F(Server, MoreConnectionsThanAllowedAreClosedAtOnce) {
    HttpLimits limits;
    limits.connections = 1;
    serve(echo, limits);
    HttpClient first(server_->port());
    EXPECT_EQ(first.send("GET", "/").status, 200);
    HttpClient second(server_->port());
    EXPECT_TRUE(second.ended());
    EXPECT_EQ(first.send("GET", "/").status, 200);
}

TEST_F(Server, APortInUseIsSaidInOneSentence) {
    serve(echo);
    const auto again = HttpServer::listen("127.0.0.1", server_->port());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, base::Errc::Unavailable);
    EXPECT_NE(again.error().what.find("already in use"), std::string::npos);
    EXPECT_EQ(HttpServer::listen("localhost?", 0).error().code, base::Errc::BadInput);
    EXPECT_EQ(HttpServer::listen("192.0.2.1", 0).error().code, base::Errc::BadInput);
}

Frame frame(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

TEST_F(Server, AStreamSendsWhatOthersGiveIt) {
    std::promise<std::shared_ptr<EventStream>> opened;
    std::promise<void> closed;
    serve([&](const HttpRequest&, const Responder& responder) {
        opened.set_value(responder.open_stream([&] { closed.set_value(); }));
    });
    auto client = std::make_unique<HttpClient>(server_->port());
    const auto head = client->send("GET", "/events");
    EXPECT_EQ(head.status, 200);
    const auto stream = opened.get_future().get();
    EXPECT_TRUE(stream->send(frame("id: 1\ndata: one\n\n")));
    EXPECT_TRUE(stream->send(frame("id: 2\ndata: two\n\n")));
    EXPECT_EQ(client->next_event()->data, "one");
    EXPECT_EQ(client->next_event()->id, "2");
    client.reset();
    closed.get_future().get(); // A reader that goes is noticed without anything being sent.
    EXPECT_FALSE(stream->send(frame("x")));
}

TEST_F(Server, AStreamThatIsClosedEndsAfterWhatWasSent) {
    std::atomic<int> closed{0};
    serve([&](const HttpRequest&, const Responder& responder) {
        const auto stream = responder.open_stream([&] { ++closed; });
        stream->send(frame("data: last\n\n"));
        stream->close();
        EXPECT_FALSE(stream->send(frame("data: too late\n\n")));
    });
    HttpClient client(server_->port());
    client.send("GET", "/");
    EXPECT_EQ(client.next_event()->data, "last");
    EXPECT_EQ(client.next_event(), std::nullopt);
    EXPECT_TRUE(client.ended());
    server_->stop();
    EXPECT_EQ(closed, 1);
}

TEST_F(Server, AReaderThatFallsBehindIsCut) {
    std::promise<std::shared_ptr<EventStream>> opened;
    std::promise<void> closed;
    serve([&](const HttpRequest&, const Responder& responder) {
        opened.set_value(responder.open_stream([&] { closed.set_value(); }));
    });
    HttpClient client(server_->port());
    client.send("GET", "/");
    const auto stream = opened.get_future().get();
    const auto piece = frame("data: " + std::string(16 << 10, 'x') + "\n\n");
    // The kernel's buffers take some megabytes before anything stays with us.
    int sent = 0;
    while (stream->send(piece)) ASSERT_LT(++sent, 100'000);
    closed.get_future().get();
    EXPECT_FALSE(stream->send(piece));
}

TEST_F(Server, StoppingAnswersWhatIsOpenAndEndsTheStreams) {
    base::Strand worker("worker");
    std::promise<Responder> asked;
    serve([&](const HttpRequest& request, Responder responder) {
        if (request.target == "/events")
            responder.open_stream([] {});
        else
            asked.set_value(responder);
    });
    HttpClient streaming(server_->port());
    streaming.send("GET", "/events");
    HttpClient idle(server_->port());
    HttpClient waiting(server_->port());
    waiting.send_raw(HttpClient::text("GET", "/", {}, {}));
    const auto responder = asked.get_future().get();
    worker.post([responder] { responder.answer({200, "text/plain", "in time", {}}); });
    server_->stop();
    EXPECT_EQ(waiting.reply().body, "in time");
    EXPECT_TRUE(waiting.ended());
    EXPECT_TRUE(streaming.ended());
    EXPECT_TRUE(idle.ended());
    EXPECT_FALSE(HttpClient(server_->port()).connected());
}

TEST_F(Server, AnAnswerAfterTheEndOfTheServerGoesNowhere) {
    std::promise<Responder> asked;
    HttpLimits limits;
    limits.grace = std::chrono::milliseconds(20);
    serve([&](const HttpRequest&, Responder responder) { asked.set_value(responder); }, limits);
    HttpClient client(server_->port());
    client.send_raw(HttpClient::text("GET", "/", {}, {}));
    const auto late = asked.get_future().get();
    server_.reset();
    late.answer({200, {}, {}, {}});
    const auto stream = late.open_stream([] {});
    EXPECT_FALSE(stream->send(frame("x")));
    EXPECT_TRUE(client.ended());
}

} // namespace
} // namespace sangdam::hub
