// SPDX-License-Identifier: MIT
//
// One direction of a call in virtual time: sound -> real encoder -> a list of delays -> the real
// jitter buffer -> sound. Ten minutes take a second.
#pragma once

#include "media/format.h"
#include "media/jitter_buffer.h"
#include "media/pcm.h"

#include <functional>
#include <optional>

namespace sangdam::rig {

struct CallSetup {
    media::Codec codec = media::Codec::Pcma;
    double seconds = 600;
    double ptime_ms = 20;
    double pull_ms = 5;
    double drift_ppm = 0; // How much faster the far end's clock runs than ours.
    std::function<std::optional<double>(double ms)>
        delay; // Of the packet sent at `ms`; nothing: lost.
};

struct CallReport {
    double mean_buffer_ms =
        0; // Play-out delay above the smallest network delay, over the time played.
    double late_percent = 0; // Of the packets that arrived.
    double concealed_percent = 0;
    double stretched_percent = 0;
    double smallest_buffer_ms = 0; // In the second half of the call.
    double largest_buffer_ms = 0;
    media::Pcm heard;
};

// `said` is repeated until the call is over.
CallReport play_call(const CallSetup&, const media::Pcm& said);

// Something like a voice: a pitch that wanders, formants, syllables and pauses.
media::Pcm babble(double seconds, int rate);

} // namespace sangdam::rig
