// SPDX-License-Identifier: MIT
//
// An HTTP server that does what a test tells it, right and wrong: raw sockets, so that it can break
// every rule. One thread accepts, one more per connection; all are joined when it goes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace sangdam::fakes {

struct SeenRequest {
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers; // Names in lower case.
    std::string body;

    std::string header(const std::string& name) const;
};

// One connection of a client. Any thread.
class Wire {
public:
    explicit Wire(int fd) : fd_(fd) {}
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void send(std::string_view bytes);
    void answer(int status, std::string_view body, std::string_view type = "application/json");
    void begin_stream(); // Head of a chunked event stream.
    void chunk(std::string_view bytes);
    void hang_up(); // At once, whatever was promised.

private:
    friend class ScriptedServer;
    bool read_request(SeenRequest&);
    std::string buffer_; // Reader's thread only.
    const int fd_;
};

class ScriptedServer {
public:
    using Handler = std::function<void(const SeenRequest&, const std::shared_ptr<Wire>&)>;
    explicit ScriptedServer(Handler); // Called on the connection's thread.
    ~ScriptedServer();

    std::uint16_t port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    void accept_all();
    void serve(const std::shared_ptr<Wire>&);

    Handler handler_;
    int listening_ = -1;
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    std::vector<std::shared_ptr<Wire>> wires_; // Guarded by mutex_.
    std::list<std::thread> readers_;           // Accepting thread, then the destructor.
    std::thread accepting_;
};

} // namespace sangdam::fakes
