// SPDX-License-Identifier: MIT
//
// Private to the HTTP server: one client's connection. Everything in it runs on the server's
// thread; a Channel is its door for other threads. Beast's own headers stay in http_connection.cpp.
#pragma once

#include "hub/http_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>

namespace sangdam::hub {

// What a connection needs from its server. Lives longer than the thread that runs connections.
struct ConnectionHost {
    HttpLimits limits;
    HttpServer::Handler handler;
    std::shared_ptr<boost::asio::io_context> io; // Kept alive by responders too.
    std::function<void(const void* connection)> closed;
};

class Connection {
public:
    using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp,
                                                    boost::asio::io_context::executor_type>;
    static std::shared_ptr<Connection> open(Socket, ConnectionHost&);
    virtual ~Connection() = default;
    virtual void finish() = 0; // Closes now when idle, else after the answer or what was sent.
    virtual void abort() = 0;
};

} // namespace sangdam::hub
