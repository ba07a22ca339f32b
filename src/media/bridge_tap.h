// SPDX-License-Identifier: MIT
//
// What two bridged parties say, side by side and beat by beat, for a recorder. The media thread
// writes, one other thread reads. When nobody reads for seconds the newest is dropped and counted:
// a recording is never worth a gap in the call.
#pragma once

#include "base/spsc_ring.h"
#include "media/pcm.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <span>

namespace sangdam::media {

struct BridgeTap {
    struct Frame {
        Sample here = 0;  // Said by the party of the tapped stream,
        Sample there = 0; // and by the one it is bridged to.
    };
    base::SpscRing<Frame, 131'072> said; // 2.7 s
    std::atomic<std::uint64_t> dropped{0};

    void put(std::span<const Sample> here, std::span<const Sample> there) noexcept {
        std::array<Frame, kBeatSamples> frames;
        for (std::size_t i = 0; i < frames.size(); ++i) frames[i] = {here[i], there[i]};
        const auto written = said.write(frames);
        if (written < frames.size()) dropped += frames.size() - written;
    }
};

} // namespace sangdam::media
