// SPDX-License-Identifier: MIT
//
// Framing of server-sent events (WHATWG HTML §9.2): writing one, and reading a stream in chunks as
// they come from the network. Pure; the parser is to be used on one thread.
#pragma once

#include "base/result.h"
#include "core/centre_event.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::wire {

inline constexpr const char* kEventStreamType = "text/event-stream";

struct SseEvent {
    std::string id;    // Last id the stream has named, also by an earlier event.
    std::string event; // "message" when the stream names none.
    std::string data;  // Lines joined by LF.

    friend bool operator==(const SseEvent&, const SseEvent&) = default;
};

// One frame with its empty line. Line breaks inside id and event are dropped, in data they become
// further data lines.
std::string sse_frame(std::string_view id, std::string_view event, std::string_view data);
inline constexpr std::string_view kSseHeartbeat = ":\n\n"; // Keeps proxies and readers awake.

// A frame whose id is the sequence and whose data is the event's JSON.
std::string sse_frame(const core::CentreEvent&);
base::Result<core::CentreEvent> centre_event(const SseEvent&);

class SseParser {
public:
    struct Limits {
        std::size_t line = std::size_t{256} << 10;
        std::size_t event = std::size_t{1} << 20; // All data lines of one event together.
    };
    SseParser() : SseParser(Limits{}) {}
    explicit SseParser(Limits limits) : limits_(limits) {}

    // Takes the next bytes of the stream; gives the events that they complete. BadInput: a limit is
    // exceeded; the stream must be closed, and every later feed() fails too.
    base::Result<std::vector<SseEvent>> feed(std::string_view chunk);

    std::optional<std::chrono::milliseconds> retry() const { return retry_; } // As the server said.

private:
    void line(std::string_view, std::vector<SseEvent>& out);
    void field(std::string_view name, std::string_view value);

    Limits limits_;
    std::string line_;
    bool after_cr_ = false; // The LF of a CRLF may come with the next chunk.
    bool first_line_ = true;
    bool failed_ = false;
    std::string id_;
    std::string event_;
    std::string data_;
    std::optional<std::chrono::milliseconds> retry_;
};

} // namespace sangdam::wire
