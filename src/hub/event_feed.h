// SPDX-License-Identifier: MIT
//
// The event log and everybody who listens to it. Each event gets its sequence from the database, in
// the transaction of the change it tells of; a client that resumes gets what it missed, once. With
// several hubs on one database the log is the truth: what another hub wrote is read from it, so
// that every stream gets every event in the order of the commits. Thread: the hub's strand.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/centre_event.h"
#include "hub/audience.h"
#include "hub/http_server.h"
#include "store/centre_store.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sangdam::hub {

enum class StreamId : std::uint64_t {};

class EventFeed {
public:
    EventFeed(store::CentreStore& store, const base::Clock& clock) : store_(store), clock_(clock) {}

    using Heard = std::function<void(const core::CentreEvent&)>;
    // From the newest event on. `foreign`: another hub wrote it; after its delivery.
    base::Status start(Heard foreign);
    base::Status catch_up(); // Delivers what other hubs have written since.

    // Writes the event into the log, inside the transaction of its change (change.h).
    base::Result<core::CentreEvent> log(core::CentreEventBody);
    void deliver(const std::vector<core::CentreEvent>&); // Of one change, after its commit.

    // A change could not be logged: once the database is back, everybody is told to reload.
    void missed() { missed_ = true; }
    base::Status recover(); // Good when nothing is missed any more.

    // What a stream begins with: the queue as it is, or all that was missed since `last_seen`, or
    // a reset when that is too much or too old.
    base::Result<std::vector<Frame>> prologue(const Viewer&, std::optional<std::uint64_t> last_seen,
                                              std::vector<core::WaitingCall> now);
    // One stream per agent: an older one is closed. In the same task as prologue(), or an event
    // would fall between them.
    StreamId add(const Viewer&, std::shared_ptr<EventStream>, std::vector<Frame> prologue);
    void remove(StreamId);
    void close_streams_of(const core::AgentId&);
    void close_streams_unless(const std::function<bool(const core::AgentId&)>& may_stay);
    bool listens(const core::AgentId&) const;
    std::size_t listeners() const { return listeners_.size(); }

    void keep_awake(); // A comment to every stream; finds readers that have gone.
    base::Status prune(base::WallTime before);

private:
    struct Listener {
        Viewer viewer;
        std::shared_ptr<EventStream> stream;
    };
    base::Status read_on();
    void deliver(const core::CentreEvent&);
    void fan_out(const core::CentreEvent&);
    base::Result<std::optional<std::vector<Frame>>> replay(const Viewer&, std::uint64_t last_seen);

    store::CentreStore& store_;
    const base::Clock& clock_;
    std::map<StreamId, Listener> listeners_;
    std::uint64_t next_ = 1;
    bool missed_ = false;
    std::uint64_t delivered_ = 0;  // All up to here were given to the streams.
    std::set<std::uint64_t> ours_; // Committed, not delivered yet: nothing foreign.
    bool catching_up_ = false;
    bool come_again_ = false;
    Heard foreign_;
};

} // namespace sangdam::hub
