// SPDX-License-Identifier: MIT
//
// From packets as the network delivers them to sound as the ear needs it: order, patience,
// decoding, concealment. Logical time only: a test plays ten minutes of call in a second. Media
// thread; allocates nothing after it was made.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "media/format.h"
#include "media/pcm.h"
#include "media/rtp.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sangdam::media {

struct PlayOutStats {
    // Packets that were not there when their turn came: play-out waited for them, or went on
    // without them (those are `missed`, too).
    std::uint64_t late = 0;
    std::uint64_t missed = 0;
    std::uint64_t duplicate = 0; // Came twice.
    std::uint64_t unknown = 0;   // No codec of ours reads them.
    // In samples at kRate:
    std::int64_t played = 0;
    std::int64_t concealed = 0; // Of those played.
    std::int64_t removed = 0;   // By playing faster, to get back to a smaller delay;
    std::int64_t inserted = 0;  // by playing slower.
    // Time between the earliest moment a sample could have been played on this path and now.
    double delay_ms = 0;
    double target_ms = 0;
    std::int64_t position = 0; // On the far end's clock: the sample to be played next.
};

class JitterBuffer {
public:
    virtual ~JitterBuffer() = default;
    // Copies the packet. `arrived` by the kernel's stamp; `now` is when we came to know of it,
    // which is the earliest moment it can be of use.
    virtual void insert(const RtpPacket&, base::TimePoint arrived,
                        base::TimePoint now) noexcept = 0;
    // The next out.size() samples (a beat or less). There is always sound: made up if need be,
    // silence before the first packet and after a long gap.
    virtual void pull(std::span<Sample> out, base::TimePoint now) noexcept = 0;
    virtual PlayOutStats stats() const noexcept = 0;
};

// The far end may change between these formats from one packet to the next.
base::Result<std::unique_ptr<JitterBuffer>>
make_jitter_buffer(const std::vector<PayloadFormat>& receive);

} // namespace sangdam::media
