// SPDX-License-Identifier: MIT
//
// HTTP/1.1 (RFC 9112) with answers that may come later and streams of server-sent events, on one
// thread of its own: a stream costs a socket and a few hundred bytes, never a thread.
//
// Slow, silent and half-open clients are closed by deadlines and bounds; they cost nothing to
// others. TLS is not done here: listen on loopback, or behind something that does it.
#pragma once

#include "base/result.h"
#include "hub/http.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace sangdam::hub {

struct HttpLimits {
    std::size_t header = std::size_t{16} << 10;
    std::size_t body = std::size_t{256} << 10;
    std::size_t stream_backlog = std::size_t{256} << 10; // Unsent bytes of one event stream.
    std::size_t connections = 20'000;                    // More are closed at once.
    std::chrono::seconds idle{60};    // Between two requests, the reading of a header included.
    std::chrono::seconds receive{20}; // A body.
    std::chrono::seconds send{30};    // An answer, or a piece of a stream.
    std::chrono::milliseconds grace{2000}; // For answers still open when the server stops.
};

// Text that many streams send: one copy for all.
using Frame = std::shared_ptr<const std::string>;

// The sending end of one open event stream. Any thread.
class EventStream {
public:
    virtual ~EventStream() = default;
    // False: the stream is closed, or the reader is so far behind that it is closed now.
    virtual bool send(Frame) = 0;
    virtual void close() = 0; // After what was sent; on_closed follows.
};

// Owed to one request. Any thread; copies answer the same request, and only the first answer
// counts. When the last copy goes unanswered, the client is told 500.
class Responder {
public:
    class Channel; // To the connection; http_connection.h.
    explicit Responder(std::shared_ptr<Channel> channel) : channel_(std::move(channel)) {}

    void answer(HttpResponse) const;
    // Answers 200 text/event-stream. `on_closed` is called once, on the server's thread, when the
    // client has gone or was closed.
    std::shared_ptr<EventStream> open_stream(std::function<void()> on_closed) const;

private:
    std::shared_ptr<Channel> channel_;
};

class HttpServer {
public:
    // Called on the server's thread; must not wait.
    using Handler = std::function<void(HttpRequest, Responder)>;

    // Port 0: any free one. BadInput: not an address of this machine. Unavailable: the port is
    // taken, or may not be used. Connections are accepted from now on, answered after serve().
    static base::Result<std::unique_ptr<HttpServer>>
    listen(const std::string& address, std::uint16_t port, HttpLimits limits = {});
    ~HttpServer(); // stop(). Responders and streams may outlive the server; they do nothing then.

    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    void serve(Handler); // Once.
    // No new requests; open ones get `grace` to be answered, streams are closed after what was
    // sent. Then the thread is joined. Not from the handler.
    void stop();

    std::uint16_t port() const;
    std::string url() const; // http://127.0.0.1:8460

private:
    class Core;
    explicit HttpServer(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

} // namespace sangdam::hub
