// SPDX-License-Identifier: MIT

#include "hub/http_connection.h"

#include "wire/json.h"
#include "wire/sse.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <atomic>
#include <optional>
#include <utility>
#include <vector>

namespace sangdam::hub {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

class LiveConnection;

// What the two ends of an event stream share: the giving threads and the connection's.
struct StreamGauge {
    std::atomic<std::size_t> backlog{0}; // Bytes given and not yet written.
    std::atomic<bool> closed{false};
};

// The answer may be given on any thread, and once.
class Responder::Channel {
public:
    Channel(std::shared_ptr<asio::io_context> io, std::weak_ptr<LiveConnection> connection,
            std::size_t stream_bound)
        : io_(std::move(io)), connection_(std::move(connection)), stream_bound_(stream_bound) {}
    ~Channel() {
        answer({500, wire::kProblemType, wire::to_json(wire::problem(wire::code::kInternal)), {}});
    }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    void answer(HttpResponse);
    std::shared_ptr<EventStream> open_stream(std::function<void()> on_closed);

private:
    std::shared_ptr<asio::io_context> io_;
    std::weak_ptr<LiveConnection> connection_;
    const std::size_t stream_bound_;
    std::atomic<bool> answered_{false};
};

namespace {

HttpResponse refusal(std::string_view code, std::string detail) {
    const auto problem = wire::problem(code, std::move(detail));
    return {problem.status, wire::kProblemType, wire::to_json(problem), {}};
}

HttpRequest to_request(http::request<http::string_body>&& message, const std::string& from) {
    HttpRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.from = from;
    for (const auto& field : message) {
        std::string name(field.name_string());
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    request.body = std::move(message.body());
    return request;
}

http::response<http::string_body> to_message(HttpResponse response, bool keep_alive) {
    http::response<http::string_body> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.set(http::field::cache_control, "no-store"); // Personal data stays out of caches.
    message.set("X-Content-Type-Options", "nosniff");
    if (!response.type.empty()) message.set(http::field::content_type, response.type);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.keep_alive(keep_alive);
    message.body() = std::move(response.body);
    if (response.status != 204) message.prepare_payload(); // RFC 9110 §8.6: no length with 204.
    return message;
}

constexpr std::string_view kStreamHead = "HTTP/1.1 200 OK\r\n"
                                         "Content-Type: text/event-stream\r\n"
                                         "Cache-Control: no-store\r\n"
                                         "X-Accel-Buffering: no\r\n"
                                         "Connection: close\r\n\r\n"; // Ends with the connection.

} // namespace

class LiveConnection final : public Connection,
                             public std::enable_shared_from_this<LiveConnection> {
public:
    LiveConnection(Socket socket, ConnectionHost& host) : stream_(std::move(socket)), host_(host) {
        error_code ignored;
        stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        stream_.socket().set_option(asio::socket_base::keep_alive(true), ignored);
        const auto peer = stream_.socket().remote_endpoint(ignored);
        if (!ignored) from_ = peer.address().to_string();
    }

    // --- requests -----------------------------------------------------------------------------
    void read_header() {
        state_ = State::Idle;
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(host_.limits.header));
        parser_->body_limit(host_.limits.body);
        stream_.expires_after(host_.limits.idle);
        http::async_read_header(stream_, buffer_, *parser_,
                                [self = shared_from_this()](error_code error, std::size_t) {
                                    self->header_read(error);
                                });
    }

    void finish() override {
        finishing_ = true;
        if (state_ == State::Idle) return close();
        if (state_ == State::Streaming) return close_stream();
    }
    void abort() override { close(); }

    // --- answers ------------------------------------------------------------------------------
    void answer(HttpResponse response) {
        if (state_ != State::Waiting) return;
        state_ = State::Answering;
        const bool keep = keep_alive_ && !finishing_;
        response_.emplace(to_message(std::move(response), keep));
        stream_.expires_after(host_.limits.send);
        http::async_write(stream_, *response_,
                          [self = shared_from_this(), keep](error_code error, std::size_t) {
                              self->response_.reset();
                              if (error || !keep || self->finishing_) return self->close();
                              self->read_header();
                          });
    }

    // --- event stream -------------------------------------------------------------------------
    void stream_opened(std::shared_ptr<StreamGauge> gauge, std::function<void()> on_closed) {
        if (state_ != State::Waiting) {
            gauge->closed = true;
            on_closed();
            return;
        }
        state_ = State::Streaming;
        gauge_ = std::move(gauge);
        on_closed_ = std::move(on_closed);
        parser_.reset(); // A stream may live for a day: give back what only a request needs.
        buffer_.shrink_to_fit();
        stream_.expires_never();
        gauge_->backlog += kStreamHead.size();
        push(std::make_shared<const std::string>(kStreamHead));
        watch_client();
        if (finishing_) close_stream();
    }

    void push(Frame frame) {
        if (state_ != State::Streaming) return;
        waiting_.push_back(std::move(frame));
        if (writing_.empty()) write_frames();
    }

    void close_stream() {
        closing_stream_ = true;
        if (writing_.empty() && waiting_.empty()) close();
    }

    void close() {
        if (state_ == State::Closed) return;
        state_ = State::Closed;
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        stream_.close();
        if (gauge_) gauge_->closed = true;
        if (auto told = std::exchange(on_closed_, nullptr)) told();
        host_.closed(this);
    }

private:
    enum class State { Idle, Receiving, Waiting, Answering, Streaming, Closed };

    void header_read(error_code error) {
        if (error) return read_failed(error);
        state_ = State::Receiving;
        stream_.expires_after(host_.limits.receive);
        if (!beast::iequals(parser_->get()[http::field::expect], "100-continue"))
            return read_body();
        // RFC 9110 §10.1.1: curl waits for this before it sends a larger body.
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(kContinue),
                          [self = shared_from_this()](error_code failed, std::size_t) {
                              if (failed) return self->close();
                              self->read_body();
                          });
    }

    void read_body() {
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](error_code error, std::size_t) {
                             if (error) return self->read_failed(error);
                             self->request_read();
                         });
    }

    void request_read() {
        state_ = State::Waiting;
        stream_.expires_never(); // The handler answers for itself.
        keep_alive_ = parser_->get().keep_alive();
        const auto channel = std::make_shared<Responder::Channel>(host_.io, weak_from_this(),
                                                                  host_.limits.stream_backlog);
        host_.handler(to_request(parser_->release(), from_), Responder(channel));
    }

    // A client that sent something that is not HTTP is told so; one that left or fell silent is
    // not.
    void read_failed(error_code error) {
        keep_alive_ = false;
        const error_code left = http::error::end_of_stream;
        const bool about_http = error.category() == left.category();
        if (!about_http || error == left || error == http::error::partial_message) return close();
        state_ = State::Waiting;
        if (error == http::error::body_limit || error == http::error::header_limit)
            return answer(refusal(wire::code::kTooLarge, "the request is too large"));
        answer(refusal(wire::code::kBadRequest, "this is not HTTP/1.1: " + error.message()));
    }

    void write_frames() {
        writing_.swap(waiting_);
        std::vector<asio::const_buffer> pieces;
        pieces.reserve(writing_.size());
        for (const auto& frame : writing_) pieces.emplace_back(asio::buffer(*frame));
        stream_.expires_after(host_.limits.send);
        asio::async_write(stream_, pieces,
                          [self = shared_from_this()](error_code error, std::size_t) {
                              self->frames_written(error);
                          });
    }

    void frames_written(error_code error) {
        if (state_ != State::Streaming) return;
        if (error) return close();
        std::size_t bytes = 0;
        for (const auto& frame : writing_) bytes += frame->size();
        gauge_->backlog -= bytes;
        writing_.clear();
        stream_.expires_never();
        if (!waiting_.empty()) return write_frames();
        if (closing_stream_) close();
    }

    // The only way to see that a silent reader has gone. It has nothing to say: RFC 9112 §9.3.2
    // pipelining behind an endless answer would never be answered.
    void watch_client() {
        stream_.socket().async_read_some(
            asio::buffer(said_),
            [self = shared_from_this()](error_code, std::size_t) { self->close(); });
    }

    beast::basic_stream<asio::ip::tcp, asio::io_context::executor_type> stream_;
    ConnectionHost& host_;
    std::string from_;
    State state_ = State::Idle;
    bool keep_alive_ = true;
    bool finishing_ = false;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<http::response<http::string_body>> response_;

    bool closing_stream_ = false;
    std::array<char, 1> said_{};
    std::vector<Frame> waiting_;
    std::vector<Frame> writing_;
    std::shared_ptr<StreamGauge> gauge_;
    std::function<void()> on_closed_;
};

namespace {

class LiveStream final : public EventStream {
public:
    LiveStream(std::shared_ptr<asio::io_context> io, std::weak_ptr<LiveConnection> connection,
               std::size_t bound)
        : io_(std::move(io)), connection_(std::move(connection)), bound_(bound) {
        gauge_->closed = connection_.expired();
    }

    bool send(Frame frame) override {
        if (gauge_->closed) return false;
        const auto size = frame->size();
        if (gauge_->backlog.fetch_add(size) + size > bound_) {
            // What is already queued for it would only make it later: cut, it will resume.
            gauge_->closed = true;
            asio::post(*io_, [to = connection_] {
                if (const auto live = to.lock()) live->abort();
            });
            return false;
        }
        asio::post(*io_, [to = connection_, frame = std::move(frame)] {
            if (const auto live = to.lock()) live->push(frame);
        });
        return true;
    }

    void close() override {
        if (gauge_->closed.exchange(true)) return;
        asio::post(*io_, [to = connection_] {
            if (const auto live = to.lock()) live->close_stream();
        });
    }

    const std::shared_ptr<StreamGauge>& gauge() const { return gauge_; }

private:
    std::shared_ptr<asio::io_context> io_;
    std::weak_ptr<LiveConnection> connection_;
    const std::size_t bound_;
    std::shared_ptr<StreamGauge> gauge_ = std::make_shared<StreamGauge>();
};

} // namespace

void Responder::Channel::answer(HttpResponse response) {
    if (answered_.exchange(true)) return;
    asio::post(*io_, [to = connection_, response = std::move(response)]() mutable {
        if (const auto live = to.lock()) live->answer(std::move(response));
    });
}

std::shared_ptr<EventStream> Responder::Channel::open_stream(std::function<void()> on_closed) {
    auto stream = std::make_shared<LiveStream>(io_, connection_, stream_bound_);
    if (answered_.exchange(true)) {
        stream->gauge()->closed = true; // Somebody answered already.
        return stream;
    }
    asio::post(*io_, [to = connection_, gauge = stream->gauge(),
                      on_closed = std::move(on_closed)]() mutable {
        if (const auto live = to.lock()) return live->stream_opened(gauge, std::move(on_closed));
        gauge->closed = true;
        on_closed();
    });
    return stream;
}

void Responder::answer(HttpResponse response) const { channel_->answer(std::move(response)); }

std::shared_ptr<EventStream> Responder::open_stream(std::function<void()> on_closed) const {
    return channel_->open_stream(std::move(on_closed));
}

std::shared_ptr<Connection> Connection::open(Socket socket, ConnectionHost& host) {
    auto connection = std::make_shared<LiveConnection>(std::move(socket), host);
    connection->read_header();
    return connection;
}

} // namespace sangdam::hub
