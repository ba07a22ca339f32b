// SPDX-License-Identifier: MIT
//
// One direction of a call in virtual time: sound -> the sender of the product -> a list of delays
// -> its jitter buffer -> sound, and its receiver reports back to the sender. Ten minutes take a
// second.
#pragma once

#include "media/format.h"
#include "media/jitter_buffer.h"
#include "media/pcm.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace sangdam::rig {

enum class Said { Once, Again }; // Again: from its beginning until the call is over.

struct CallSetup {
    media::Codec codec = media::Codec::Pcma;
    double seconds = 600;
    double ptime_ms = 20;
    double pull_ms = 5;
    // Between the far end's packets and our beats. It is anything in life; in a trace whose delays
    // are round numbers it decides what a packet waits for its beat. Half a beat is the mean.
    double phase_ms = 2.5;
    double drift_ppm = 0; // How much faster the far end's clock runs than ours.
    // Of the packet with that number, sent at `ms`; nothing: lost.
    std::function<std::optional<double>(std::uint64_t number, double ms)> delay;
    Said said = Said::Again;
    bool keep_heard = true;
};

struct CallReport {
    // Play-out delay above the smallest network delay, over the time played.
    double mean_buffer_ms = 0;
    double smallest_buffer_ms = 0; // In the second half of the call.
    double largest_buffer_ms = 0;
    double mean_delay_ms = 0;     // From a sample spoken to the same sample heard, codec apart.
    double lost_percent = 0;      // By the network, of the packets sent.
    double late_percent = 0;      // Of those that arrived: not there when their turn came.
    double concealed_percent = 0; // Of the time played; if nothing ever arrived, all of it.
    double stretched_percent = 0;
    media::Pcm heard; // From the moment the first word was spoken.
};

CallReport play_call(const CallSetup&, const media::Pcm& said); // At kRate, not empty.

// Something like a voice: a pitch that wanders, formants, syllables and pauses.
media::Pcm babble(double seconds, int rate);

} // namespace sangdam::rig
