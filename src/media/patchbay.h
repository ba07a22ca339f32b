// SPDX-License-Identifier: MIT
//
// Which stream is plugged into what, and the beat that moves the sound: every 5 ms each stream's
// packets are read, a beat of its sound goes to its target, and a beat of the target's to it.
// Streams on the sound line move at the card's pace, all others at the beat's (Law 2). Media
// thread; nothing is allocated in a beat.
#pragma once

#include "base/clock.h"
#include "media/engine.h"
#include "media/line_mix.h"
#include "media/stream.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <variant>

namespace sangdam::media {

class Patchbay final {
public:
    class Listener : public Stream::Listener {
    public:
        virtual void playback_done(StreamId, std::uint32_t tag) = 0;
    };
    explicit Patchbay(Listener&);

    void add(StreamId, Ports, std::uint32_t seed);
    // Also for an update. A stream that cannot start is logged and stays silent.
    void configure(StreamId, const StreamConfig&, base::TimePoint now);
    std::optional<StreamStats> remove(StreamId, base::TimePoint now);
    void remove_all(base::TimePoint now);

    void connect(StreamId, const Target&);          // A Player's sound is at kRate already.
    void tap(StreamId, std::shared_ptr<BridgeTap>); // nullptr: no more.
    Stream* stream(StreamId);
    LineMix& line() { return line_; }

    bool busy() const; // Something moves: beats are needed.
    // `now` is when the beat should be; `late` how much later it is.
    void beat(base::TimePoint now, base::TimePoint::duration late = {});

private:
    struct Plugged {
        explicit Plugged(std::unique_ptr<Stream> s) : stream(std::move(s)) {}
        std::unique_ptr<Stream> stream;
        Target target = Silence{};
        std::size_t position = 0; // In the Player's sound.
        std::shared_ptr<BridgeTap> tap;
        bool moved = false; // Already served in this beat: the far side of a bridge.
    };

    void unplug(StreamId);
    void serve(Plugged&, base::TimePoint now);
    void serve_player(Plugged&, const Player&);
    void serve_bridge(Plugged&, Plugged&, base::TimePoint now);

    Listener& listener_;
    std::map<StreamId, Plugged> plugged_;
    LineMix line_;
};

} // namespace sangdam::media
