// SPDX-License-Identifier: MIT

#include "hub/event_feed.h"

#include "base/log.h"
#include "hub/change.h"
#include "wire/json.h"
#include "wire/sse.h"

#include <utility>

namespace sangdam::hub {
namespace {

// A longer past is cheaper to reload than to replay, and must fit the bound of a stream.
constexpr int kReplayEvents = 1000;
constexpr std::size_t kReplayBytes = std::size_t{160} << 10;

Frame frame_of(const core::CentreEvent& event) {
    return std::make_shared<const std::string>(wire::sse_frame(event));
}

} // namespace

base::Result<core::CentreEvent> EventFeed::log(core::CentreEventBody body) {
    core::CentreEvent event{0, std::move(body)};
    const auto kind = core::kind(event.body);
    auto logged = store_.events.append(clock_.wall(), kind, [&](std::uint64_t sequence) {
        event.sequence = sequence;
        return wire::to_json(event);
    });
    if (!logged) return logged.error();
    return event;
}

base::Status EventFeed::start(Heard foreign) {
    SDC_TRY(const auto window, store_.events.window());
    delivered_ = window.newest;
    foreign_ = std::move(foreign);
    return base::Done{};
}

base::Status EventFeed::catch_up() {
    if (std::exchange(catching_up_, true)) { // Whoever hears of an event changes something itself.
        come_again_ = true;
        return base::Done{};
    }
    const auto caught_up = read_on();
    catching_up_ = false;
    return caught_up;
}

base::Status EventFeed::read_on() {
    for (;;) {
        come_again_ = false;
        SDC_TRY(const auto events, store_.events.after(delivered_, kReplayEvents));
        for (const auto& logged : events) {
            if (logged.sequence <= delivered_) continue; // By deliver() meanwhile.
            SDC_TRY(auto event, wire::from_json<core::CentreEvent>(logged.body));
            event.sequence = logged.sequence;
            const bool ours = ours_.erase(event.sequence) > 0;
            fan_out(event);
            delivered_ = event.sequence;
            if (!ours && foreign_) foreign_(event);
        }
        if (events.size() < kReplayEvents && !come_again_) return base::Done{};
    }
}

void EventFeed::deliver(const std::vector<core::CentreEvent>& events) {
    for (const auto& event : events) ours_.insert(event.sequence);
    for (const auto& event : events) deliver(event);
}

// Our own, just committed. What others committed before it comes first; when that cannot be read
// now, this one waits in the log too.
void EventFeed::deliver(const core::CentreEvent& event) {
    if (event.sequence <= delivered_) return;
    if (event.sequence > delivered_ + 1) {
        if (const auto caught_up = catch_up(); !caught_up)
            base::log::warn("hub", "events wait in the log: {}", caught_up.error().what);
        return;
    }
    ours_.erase(event.sequence);
    delivered_ = event.sequence;
    fan_out(event);
}

void EventFeed::fan_out(const core::CentreEvent& event) {
    const auto frame = frame_of(event);
    for (auto& [id, listener] : listeners_)
        if (may_hear(listener.viewer, event.body)) listener.stream->send(frame);
}

base::Status EventFeed::recover() {
    if (!missed_) return base::Done{};
    SDC_TRY(auto change, Change::begin(store_, *this));
    SDC_CHECK(change.tell(core::Reset{}));
    SDC_CHECK(change.commit());
    missed_ = false;
    return base::Done{};
}

base::Result<std::vector<Frame>> EventFeed::prologue(const Viewer& viewer,
                                                     std::optional<std::uint64_t> last_seen,
                                                     std::vector<core::WaitingCall> now) {
    SDC_CHECK(catch_up()); // From here to add() nothing comes in between.
    SDC_TRY(auto window, store_.events.window());
    window.newest = delivered_; // Newer ones of other hubs come as all others do.
    std::vector<Frame> frames{std::make_shared<const std::string>(wire::kSseHeartbeat)};
    if (!last_seen) {
        frames.push_back(frame_of({window.newest, core::QueueChanged{std::move(now)}}));
        return frames;
    }
    if (window.can_resume(*last_seen)) {
        SDC_TRY(auto missed_ones, replay(viewer, *last_seen));
        if (missed_ones) {
            for (auto& each : *missed_ones) frames.push_back(std::move(each));
            return frames;
        }
    }
    frames.push_back(frame_of({window.newest, core::Reset{}}));
    return frames;
}

base::Result<std::optional<std::vector<Frame>>> EventFeed::replay(const Viewer& viewer,
                                                                  std::uint64_t last_seen) {
    using Frames = std::optional<std::vector<Frame>>;
    SDC_TRY(const auto events, store_.events.after(last_seen, kReplayEvents + 1));
    if (events.size() > kReplayEvents) return Frames();
    std::vector<Frame> frames;
    std::size_t bytes = 0;
    for (const auto& logged : events) {
        SDC_TRY(auto event, wire::from_json<core::CentreEvent>(logged.body));
        event.sequence = logged.sequence;
        if (event.sequence > delivered_) break;
        if (!may_hear(viewer, event.body)) continue;
        frames.push_back(frame_of(event));
        bytes += frames.back()->size();
        if (bytes > kReplayBytes) return Frames();
    }
    return Frames(std::move(frames));
}

StreamId EventFeed::add(const Viewer& viewer, std::shared_ptr<EventStream> stream,
                        std::vector<Frame> prologue) {
    close_streams_of(viewer.agent);
    for (auto& frame : prologue) stream->send(std::move(frame));
    const StreamId id{next_++};
    listeners_.emplace(id, Listener{viewer, std::move(stream)});
    return id;
}

void EventFeed::remove(StreamId id) { listeners_.erase(id); }

void EventFeed::close_streams_of(const core::AgentId& agent) {
    std::erase_if(listeners_, [&](auto& each) {
        if (each.second.viewer.agent != agent) return false;
        each.second.stream->close();
        return true;
    });
}

void EventFeed::close_streams_unless(const std::function<bool(const core::AgentId&)>& may_stay) {
    std::erase_if(listeners_, [&](auto& each) {
        if (may_stay(each.second.viewer.agent)) return false;
        each.second.stream->close();
        return true;
    });
}

bool EventFeed::listens(const core::AgentId& agent) const {
    for (const auto& [id, listener] : listeners_)
        if (listener.viewer.agent == agent) return true;
    return false;
}

void EventFeed::keep_awake() {
    static const auto kComment = std::make_shared<const std::string>(wire::kSseHeartbeat);
    for (auto& [id, listener] : listeners_) listener.stream->send(kComment);
}

base::Status EventFeed::prune(base::WallTime before) { return store_.events.prune(before); }

} // namespace sangdam::hub
