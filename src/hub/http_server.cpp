// SPDX-License-Identifier: MIT

#include "hub/http_server.h"

#include "base/log.h"
#include "base/strand.h"
#include "hub/http_connection.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <map>
#include <thread>
#include <utility>

namespace sangdam::hub {
namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

class HttpServer::Core {
public:
    explicit Core(HttpLimits limits)
        : io_(std::make_shared<asio::io_context>(1)), acceptor_(*io_), pause_(*io_), grace_(*io_) {
        host_.limits = limits;
        host_.io = io_;
        host_.closed = [this](const void* connection) {
            open_.erase(connection);
            if (stopping_ && open_.empty()) io_->stop();
        };
    }
    ~Core() { stop(); }
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    base::Status listen(const std::string& address, std::uint16_t port) {
        error_code error;
        const auto ip = asio::ip::make_address(address, error);
        if (error)
            return base::Error{base::Errc::BadInput,
                               fmt::format("'{}' is not an IP address to listen on", address)};
        const Tcp::endpoint at(ip, port);
        acceptor_.open(at.protocol(), error);
        // A hub that restarts must not wait for the old connections' TIME_WAIT.
        if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(at, error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error) return cannot_listen(address, port, error);
        local_ = acceptor_.local_endpoint(error);
        return base::Done{};
    }

    void serve(Handler handler) {
        host_.handler = std::move(handler);
        accept();
        thread_ = std::thread([this] {
            base::name_this_thread("http");
            run();
        });
    }

    void stop() {
        if (!thread_.joinable()) return;
        asio::post(*io_, [this] { begin_stop(); });
        thread_.join();
    }

    std::uint16_t port() const { return local_.port(); }
    std::string url() const {
        const auto ip = local_.address().to_string();
        return local_.address().is_v6() ? fmt::format("http://[{}]:{}", ip, port())
                                        : fmt::format("http://{}:{}", ip, port());
    }

private:
    static base::Error cannot_listen(const std::string& address, std::uint16_t port,
                                     error_code error) {
        if (error == asio::error::address_in_use)
            return {base::Errc::Unavailable,
                    fmt::format("port {} on {} is already in use: stop the other program or choose "
                                "another port",
                                port, address)};
        if (error == asio::error::access_denied)
            return {
                base::Errc::Unavailable,
                fmt::format("port {} may not be used by this user: choose one above 1023", port)};
        if (error == boost::system::errc::address_not_available)
            return {base::Errc::BadInput,
                    fmt::format("{} is not an address of this machine", address)};
        return {base::Errc::Unavailable,
                fmt::format("cannot listen on {} port {}: {}", address, port, error.message())};
    }

    void run() {
        // Nothing of ours throws; a library that runs out of memory may.
        for (;;) {
            try {
                io_->run();
                return;
            } catch (const std::exception& e) {
                base::log::error("http", "a connection ended badly: {}", e.what());
            }
        }
    }

    void accept() {
        acceptor_.async_accept(*io_, [this](error_code error, Connection::Socket socket) {
            if (stopping_) return;
            if (error) return accept_later(error);
            if (open_.size() < host_.limits.connections) {
                auto connection = Connection::open(std::move(socket), host_);
                open_.emplace(connection.get(), connection);
            }
            accept();
        });
    }

    // Out of file descriptors: the connections that end will give some back.
    void accept_later(error_code error) {
        base::log::warn("http", "cannot accept a connection: {}", error.message());
        pause_.expires_after(std::chrono::milliseconds(100));
        pause_.async_wait([this](error_code cancelled) {
            if (!cancelled && !stopping_) accept();
        });
    }

    void begin_stop() {
        stopping_ = true;
        error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
        auto open = open_; // Closing changes it.
        for (const auto& [key, connection] : open) connection->finish();
        if (open_.empty()) return io_->stop();
        grace_.expires_after(host_.limits.grace);
        grace_.async_wait([this](error_code cancelled) {
            if (!cancelled) end_now();
        });
    }

    void end_now() {
        auto open = open_;
        for (const auto& [key, connection] : open) connection->abort();
        io_->stop();
    }

    std::shared_ptr<asio::io_context> io_;
    ConnectionHost host_;
    asio::basic_socket_acceptor<Tcp, asio::io_context::executor_type> acceptor_;
    asio::steady_timer pause_;
    asio::steady_timer grace_;
    Tcp::endpoint local_;
    std::map<const void*, std::shared_ptr<Connection>> open_; // Server's thread.
    bool stopping_ = false;                                   // Server's thread.
    std::thread thread_;
};

base::Result<std::unique_ptr<HttpServer>>
HttpServer::listen(const std::string& address, std::uint16_t port, HttpLimits limits) {
    auto core = std::make_unique<Core>(limits);
    SDC_CHECK(core->listen(address, port));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : core_(std::move(core)) {}
HttpServer::~HttpServer() = default;
void HttpServer::serve(Handler handler) { core_->serve(std::move(handler)); }
void HttpServer::stop() { core_->stop(); }
std::uint16_t HttpServer::port() const { return core_->port(); }
std::string HttpServer::url() const { return core_->url(); }

} // namespace sangdam::hub
