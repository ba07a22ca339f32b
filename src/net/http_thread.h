// SPDX-License-Identifier: MIT
//
// One thread that runs libcurl's event loop, tasks and timers: the desktop's way to its hub, and
// the hub's way to the shops. Nothing here knows what the bytes mean. libcurl is confined to
// http_thread.cpp.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/timers.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::net {

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<std::string> headers; // "Name: value"
    std::string body;
    std::chrono::milliseconds timeout{10'000}; // Of the whole exchange; a stream has none.
    std::size_t longest_body = 0;              // Of the answer; 0: the thread's own bound.
};

struct HttpAnswer {
    int status = 0;
    std::string type; // Content-Type, as sent.
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{}; // Names in lower case.
};

struct HttpStream {
    std::function<void(int status, const std::string& type)> opened; // Once, before any bytes.
    std::function<void(std::string_view)> bytes;
    std::function<void(const base::Error&)> closed; // Once, last; also when never opened.
};

enum class StreamId : std::uint64_t {};

class HttpThread final : public base::Executor, public base::Timers {
public:
    struct Options {
        std::string ca_file; // Empty: the system's certificates. Verification is never off.
        std::chrono::milliseconds connect_timeout{5'000};
        std::chrono::seconds silent_stream{45}; // The hub says something every 15 s.
        std::size_t longest_body = std::size_t{1} << 20;
        std::size_t most_requests = 64; // Under way; more are Unavailable at once.
    };
    static base::Result<std::unique_ptr<HttpThread>> open(Options);
    ~HttpThread() override; // Joins. What is under way is dropped without a word.

    void post(base::Task) override;
    bool is_current() const override;
    base::Timer after(std::chrono::milliseconds, base::Task) override;

    // On this thread. `done` is called on it too, never before send() has returned. Unavailable:
    // no connection; TimedOut; BadInput: certificate not trusted.
    void send(HttpRequest, std::function<void(base::Result<HttpAnswer>)> done);
    StreamId open_stream(HttpRequest, HttpStream);
    void close_stream(StreamId); // Not one call more.

private:
    struct Impl;
    explicit HttpThread(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::net
