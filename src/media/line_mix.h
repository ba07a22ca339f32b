// SPDX-License-Identifier: MIT
//
// The agent's side of the sound: all streams on the line are mixed for the ear, and each hears the
// microphone and the others (a local conference). Moves at the card's pace; with no card, or one
// that has died without saying so, at the beat's, so that no stream ever stalls. Media thread.
#pragma once

#include "base/clock.h"
#include "base/spsc_ring.h"
#include "core/ports/sound.h"
#include "media/engine.h"
#include "media/stream.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace sangdam::media {

class LineMix {
public:
    LineMix() { parties_.reserve(kExpected); }

    void set_line(std::shared_ptr<core::SoundLine>);
    void add(Stream&);
    void remove(Stream&);
    void play(std::shared_ptr<const Pcm>, Repeat); // nullptr: nothing any more.

    bool busy() const { return !parties_.empty() || tone_ != nullptr; }
    void beat(base::TimePoint now);

private:
    using Beat = std::array<Sample, kBeatSamples>;
    using Sum = std::array<std::int32_t, kBeatSamples>;
    static constexpr std::size_t kExpected = 8;

    struct Party {
        Stream* stream;
        // What it said and the others have not heard yet: ear and microphone do not move in step.
        std::unique_ptr<base::SpscRing<Sample, 2048>> said;
    };

    void attend(); // Wakes the card, or lets it rest.
    void feed_ear(base::TimePoint now);
    void feed_parties();
    void ear_beat(base::TimePoint now, Beat& ear);
    void mouth_beat(std::span<const Sample> mouth);
    void add_tone(Sum&);

    std::shared_ptr<core::SoundLine> line_;
    bool awake_ = false;
    std::vector<Party> parties_;
    std::shared_ptr<const Pcm> tone_;
    Repeat tone_repeat_ = Repeat::Once;
    std::size_t tone_position_ = 0;

    Beat mouth_{}; // Being collected from the microphone.
    std::size_t mouth_filled_ = 0;
    int deaf_beats_ = 0; // Since the card last gave a sample,
    int full_beats_ = 0; // and since it last took one.
};

} // namespace sangdam::media
