// SPDX-License-Identifier: MIT
//
// The hub's event stream (WHATWG HTML §9.2): opened, resumed after the last sequence that was seen,
// opened again with growing waits. Net thread only.
#pragma once

#include "base/timers.h"
#include "base/uuid.h"
#include "core/centre_event.h"
#include "core/ports/centre.h"
#include "hublink/http_thread.h"
#include "wire/sse.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace sangdam::hublink {

class EventStream {
public:
    struct Hooks {
        std::function<HttpRequest(HttpRequest)> authorised; // Adds address and token.
        std::function<void(core::LinkState)> link;
        std::function<void(const core::CentreEvent&)> event; // Each sequence once, in order.
        std::function<void(const HttpAnswer&)> refused;      // 401: the stream stays closed.
    };
    EventStream(HttpThread&, base::Random&, Hooks);
    ~EventStream();

    void start_afresh(); // A new session: forgets the sequence.
    void open();         // Resumes.
    void stop();
    bool online() const { return state_ == core::LinkState::Online; }

private:
    void opened(int status, const std::string& type);
    void bytes(std::string_view);
    void event(const wire::SseEvent&);
    void closed(const base::Error&);
    void try_later(const std::string& why);
    void set(core::LinkState);

    HttpThread& http_;
    base::Random& random_;
    Hooks hooks_;
    core::LinkState state_ = core::LinkState::Connecting;
    std::optional<StreamId> stream_;
    HttpAnswer bad_; // What came instead of a stream.
    wire::SseParser parser_;
    std::optional<std::uint64_t> last_;
    int failures_ = 0;
    base::Timer again_;
};

} // namespace sangdam::hublink
