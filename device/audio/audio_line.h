// SPDX-License-Identifier: MIT
//
// The two rings between the sound card and the media thread, at 48 kHz mono, and the only code of
// ours that runs on the card's thread: it moves samples and counts. The card's own rate and
// channels end here. Outlives every card that is attached to it, so that a call keeps its line
// while cards come and go.
#pragma once

#include "audio/card_format.h"
#include "base/realtime.h"
#include "base/resampler.h"
#include "base/spsc_ring.h"
#include "core/ports/sound.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace sangdam::audio {

using Sample = std::int16_t;

class AudioLine final : public core::SoundLine {
public:
    // `needed` is called on the media thread when somebody begins (true) or ceases to use the line.
    explicit AudioLine(std::function<void(bool)> needed = nullptr);

    // Before a card starts and after it stopped: never while its thread may call on_period().
    void attach(const CardFormat&);

    // Card's thread. `in`: what the microphone heard, frames of capture_channels (nullptr: no
    // microphone). `out`: to be filled with frames of playback_channels (nullptr: no ear). A card
    // whose halves have a pace of their own calls once for each.
    void on_period(const Sample* in, Sample* out, std::size_t frames) noexcept SDC_REALTIME;

    // Media thread.
    std::size_t heard(std::span<Sample> out) noexcept override;
    std::size_t play(std::span<const Sample> in) noexcept override;
    std::size_t queued() const noexcept override;
    std::size_t wanted() const noexcept override;
    void wake() noexcept override;
    void rest() noexcept override;

    // Any thread. Samples that the card needed and did not get while the line was in use, and those
    // of the microphone that nobody fetched in time.
    std::uint64_t missed() const noexcept { return missed_.load(std::memory_order_relaxed); }
    std::uint64_t dropped() const noexcept { return dropped_.load(std::memory_order_relaxed); }
    std::uint64_t periods() const noexcept { return periods_.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t kRing = 16384;       // 340 ms
    static constexpr std::size_t kChunk = 480;        // Of the card's frames, worked on at a time.
    static constexpr std::size_t kSpare = 6 * kChunk; // The same at 48 kHz, from 8 kHz.

    void capture(std::span<const Sample> frames) noexcept SDC_REALTIME;
    void playback(std::span<Sample> frames) noexcept SDC_REALTIME;
    void fetch(std::span<Sample> mono) noexcept SDC_REALTIME;
    void ran_dry(std::size_t samples) noexcept SDC_REALTIME;
    void relax(std::size_t frames) noexcept SDC_REALTIME;

    const std::function<void(bool)> needed_;
    base::SpscRing<Sample, kRing> microphone_;
    base::SpscRing<Sample, kRing> ear_;
    std::atomic<bool> in_use_{false};
    std::atomic<bool> forget_{false}; // What is queued belongs to a call that is over.
    std::atomic<std::size_t> wanted_;
    std::atomic<std::uint64_t> missed_{0};
    std::atomic<std::uint64_t> dropped_{0};
    std::atomic<std::uint64_t> periods_{0};

    // Card's thread, once attached.
    CardFormat format_;
    std::optional<base::Resampler> to_48k_;
    std::optional<base::Resampler> from_48k_;
    std::array<Sample, kChunk> mono_{};
    std::array<Sample, kSpare> wide_{};
    std::array<Sample, kChunk> rest_{}; // Fetched from the ring, not yet taken by the resampler.
    std::size_t rest_size_ = 0;
    std::size_t floor_ = 0;            // What wanted_ goes back to,
    std::size_t frames_since_gap_ = 0; // step by step, when all goes well.
    bool flowing_ = false;             // The last period was full: from here on a gap is one.
};

} // namespace sangdam::audio
