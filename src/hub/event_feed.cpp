// SPDX-License-Identifier: MIT

#include "hub/event_feed.h"

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

void EventFeed::deliver(const core::CentreEvent& event) {
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
    SDC_TRY(const auto window, store_.events.window());
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
