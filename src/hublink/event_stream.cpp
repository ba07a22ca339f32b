// SPDX-License-Identifier: MIT

#include "hublink/event_stream.h"

#include "base/log.h"
#include "hublink/backoff.h"
#include "hublink/hub_api.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <variant>

namespace sangdam::hublink {
namespace {

constexpr int kOk = 200;
constexpr int kUnauthorized = 401;
constexpr std::size_t kLongestProblem = 16'384;

std::optional<std::uint64_t> sequence_of(const std::string& id) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
    if (error != std::errc{} || end != id.data() + id.size()) return std::nullopt;
    return value;
}

} // namespace

EventStream::EventStream(HttpThread& http, base::Random& random, Hooks hooks)
    : http_(http), random_(random), hooks_(std::move(hooks)) {}

EventStream::~EventStream() { stop(); }

void EventStream::start_afresh() {
    stop();
    last_.reset();
    failures_ = 0;
    set(core::LinkState::Connecting);
    open();
}

void EventStream::open() {
    stop();
    parser_ = wire::SseParser{};
    bad_ = {};
    HttpStream hooks;
    hooks.opened = [this](int status, const std::string& type) { opened(status, type); };
    hooks.bytes = [this](std::string_view chunk) { bytes(chunk); };
    hooks.closed = [this](const base::Error& why) { closed(why); };
    stream_ = http_.open_stream(hooks_.authorised(api::events(last_)), std::move(hooks));
}

void EventStream::stop() {
    again_.reset();
    if (const auto stream = std::exchange(stream_, std::nullopt)) http_.close_stream(*stream);
}

void EventStream::opened(int status, const std::string& type) {
    if (status == kOk && type.starts_with(wire::kEventStreamType))
        return set(core::LinkState::Online);
    bad_.status = status;
    bad_.type = type;
}

void EventStream::bytes(std::string_view chunk) {
    if (bad_.status != 0) {
        const auto room = kLongestProblem - std::min(kLongestProblem, bad_.body.size());
        bad_.body.append(chunk.substr(0, room));
        return;
    }
    failures_ = 0; // It has really spoken: a hub that only accepts and closes is still failing.
    const auto events = parser_.feed(chunk);
    if (!events) {
        stop();
        return try_later(events.error().what);
    }
    const auto stream = stream_;
    for (const auto& each : *events) {
        event(each);
        if (stream_ != stream) return; // A hook has closed us.
    }
}

void EventStream::event(const wire::SseEvent& from) {
    const auto sequence = sequence_of(from.id);
    auto event = wire::centre_event(from);
    if (!event) {
        // A newer hub may have kinds that we do not know: nothing we could show.
        base::log::info("hublink", "event {} skipped: {}", from.event, event.error().what);
        if (sequence && (!last_ || *sequence > *last_)) last_ = sequence;
        return;
    }
    // A reset may go back: the hub's database may have been put back from a backup.
    const bool reset = std::holds_alternative<core::Reset>(event->body);
    if (!reset && event->sequence != 0 && last_ && event->sequence <= *last_) return;
    if (event->sequence != 0) last_ = event->sequence;
    hooks_.event(*event);
}

void EventStream::closed(const base::Error& why) {
    stream_.reset();
    if (bad_.status == kUnauthorized) {
        set(core::LinkState::Offline);
        return hooks_.refused(bad_);
    }
    try_later(bad_.status != 0 ? api::problem_in(bad_).what : why.what);
}

void EventStream::try_later(const std::string& why) {
    ++failures_;
    const auto asked = parser_.retry().value_or(std::chrono::milliseconds{0});
    const auto wait = std::max(std::min(asked, kLongestWait), backoff(failures_, random_.next()));
    base::log::info("hublink", "event stream closed ({}); again in {} ms", why, wait.count());
    set(core::LinkState::Offline);
    again_ = http_.after(wait, [this] { open(); });
}

void EventStream::set(core::LinkState state) {
    if (std::exchange(state_, state) != state || state == core::LinkState::Online)
        hooks_.link(state);
}

} // namespace sangdam::hublink
