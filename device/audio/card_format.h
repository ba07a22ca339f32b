// SPDX-License-Identifier: MIT
//
// How a card was opened. A value.
#pragma once

#include "core/ports/sound.h"

#include <cstddef>

namespace sangdam::audio {

struct CardFormat {
    int rate = core::kSoundRate;
    int capture_channels = 0; // 0: no microphone
    int playback_channels = 0;
    std::size_t period = 480; // Frames per call of the card's thread.

    friend bool operator==(const CardFormat&, const CardFormat&) = default;
};

} // namespace sangdam::audio
