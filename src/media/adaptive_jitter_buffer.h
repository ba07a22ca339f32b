// SPDX-License-Identifier: MIT
//
// The jitter buffer in use. Its play-out delay follows DelayEstimate:
//   a little off    -> Bend, some hundred ppm (this also absorbs clock drift)
//   more than that  -> one pitch period out or in
//   nothing there   -> sound is made up and play-out waits: a late packet is played, not dropped,
//                      and the delay gained that way is played off again
//   later is there  -> the packet is lost: made up (or taken from the next one's LBRR), on we go
// Media thread.
#pragma once

#include "base/clock.h"
#include "base/resampler.h"
#include "media/bend.h"
#include "media/codec.h"
#include "media/delay_estimate.h"
#include "media/jitter_buffer.h"
#include "media/packet_store.h"
#include "media/sound_queue.h"
#include "media/stretch.h"
#include "media/unwrap.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace sangdam::media {

class AdaptiveJitterBuffer final : public JitterBuffer {
public:
    struct Format {
        std::uint8_t payload_type;
        int clock_rate;
        std::unique_ptr<Decoder> decoder;
        std::optional<base::Resampler> to_48k; // Nothing: it gives kRate by itself.
    };
    explicit AdaptiveJitterBuffer(std::vector<Format>);

    void insert(const RtpPacket&, base::TimePoint arrived, base::TimePoint now) noexcept override;
    void pull(std::span<Sample> out, base::TimePoint now) noexcept override;
    PlayOutStats stats() const noexcept override;

private:
    enum class State {
        Idle,    // Nothing came yet, or for long: silence.
        Filling, // The first packets are here; their time has not come.
        Playing
    };

    Format* format_of(std::uint8_t payload_type) noexcept;
    void restart() noexcept;
    bool belongs_to_another_time(std::int64_t sequence, std::int64_t transit) const noexcept;

    void begin_if_due(std::int64_t now) noexcept;
    void refill(std::int64_t now) noexcept;
    void decode(const PacketStore::Kept&) noexcept;
    void wait_for_packet(std::int64_t now) noexcept;
    void count_lost(std::int64_t packets) noexcept;
    std::int64_t piece() const noexcept;
    void look_for_the_late(std::int64_t now) noexcept;
    void end_wait(const PacketStore::Kept&, std::int64_t now) noexcept;
    void fill_gap(std::int64_t gap, const PacketStore::Kept& next) noexcept;
    std::size_t make_up(std::int64_t samples, const PacketStore::Kept* next) noexcept;
    std::size_t queue(std::size_t decoded) noexcept; // From scratch_, at the format's rate.

    void steer(std::int64_t now) noexcept;
    void hurry(Haste) noexcept;
    void dawdle() noexcept;
    std::int64_t delay(std::int64_t now) const noexcept;
    std::int64_t length_of(const PacketStore::Kept&) const noexcept;
    bool repairs(const PacketStore::Kept& next) const noexcept;
    std::int64_t target() const noexcept;

    std::vector<Format> formats_;
    Format* current_; // The one that spoke last.
    PacketStore store_;
    SoundQueue queue_;
    DelayEstimate estimate_;
    Bend bend_;

    std::optional<std::uint32_t> ssrc_;
    Unwrap<std::uint16_t> unwrap_sequence_;
    Unwrap<std::uint32_t> unwrap_timestamp_;

    State state_ = State::Idle;
    std::int64_t next_sequence_ = 0;  // Of the packet to be decoded next,
    std::int64_t next_timestamp_ = 0; // and its first sample.
    std::int64_t waited_ = 0; // Made up since the store ran dry: may turn out to be a gap's sound.
    std::int64_t margin_;     // On top of the estimate, for what it cannot see.
    std::int64_t margin_changed_ = 0;
    std::int64_t length_ = 0;       // Of the packet decoded last.
    std::int64_t last_repairer_;    // When a packet came that knows the one before it.
    double lost_ = 0;               // Share of the packets of the last seconds.
    bool look_ahead_ = false;       // Losses can be repaired from the packet behind: wait for it.
    double error_ = 0;              // Smoothed delay - target, in samples.
    std::int64_t next_stretch_ = 0; // Not before.
    std::int64_t delay_ = 0;

    PlayOutStats stats_;
    std::vector<Sample> scratch_;
};

} // namespace sangdam::media
