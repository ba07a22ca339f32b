// SPDX-License-Identifier: MIT
//
// Port between the media thread and a sound card: two rings of samples. 48 kHz, mono, 16 bit; the
// device's own rate and channels are the adapter's business. Implemented by device/audio, and by a
// silent line for a machine without a sound card.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sangdam::core {

inline constexpr int kSoundRate = 48000;

// Media thread only. Never waits, never allocates.
class SoundLine {
public:
    virtual ~SoundLine() = default;
    // Takes up to out.size() samples the microphone heard; returns how many there were.
    virtual std::size_t heard(std::span<std::int16_t> out) noexcept = 0;
    // Queues samples for the ear; returns how many fitted.
    virtual std::size_t play(std::span<const std::int16_t> in) noexcept = 0;
    // Samples played but not yet taken by the card: the measure of clock drift (Law 2).
    virtual std::size_t queued() const noexcept = 0;
    // How many should be queued so that the card does not run dry before the next beat: its period
    // and what it has needed lately.
    virtual std::size_t wanted() const noexcept { return kSoundRate / 100; }
    // Somebody is about to speak or to listen; nobody is any more. A card that rests costs nothing.
    virtual void wake() noexcept {}
    virtual void rest() noexcept {}
};

} // namespace sangdam::core
