// SPDX-License-Identifier: MIT
//
// Any bytes as an event stream: the same events however it is cut into chunks.

#include "wire/sse.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace sangdam;

struct Read {
    std::vector<wire::SseEvent> events;
    bool failed = false;
    friend bool operator==(const Read&, const Read&) = default;
};

Read read(std::string_view stream, std::size_t step) {
    Read out;
    wire::SseParser parser({.line = 64, .event = 256});
    for (std::size_t at = 0; at < stream.size() && !out.failed; at += step) {
        auto events = parser.feed(stream.substr(at, step));
        out.failed = !events;
        if (events)
            for (auto& each : *events) {
                (void)wire::centre_event(each);
                out.events.push_back(std::move(each));
            }
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view stream(reinterpret_cast<const char*>(data), size);
    const auto whole = read(stream, size + 1);
    const auto bytes = read(stream, 1);
    // Events of a chunk that breaks a limit are lost with it; without a break all must agree.
    if (whole.failed != bytes.failed) std::abort();
    if (!whole.failed && whole != bytes) std::abort();
    return 0;
}
