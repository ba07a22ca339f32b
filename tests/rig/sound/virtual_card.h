// SPDX-License-Identifier: MIT
//
// A sound card that is a file: a handset with one clock for microphone and ear. The ALSA plug-in
// beside this header is the card's electronics; a test is the person who speaks and listens. Each
// sample has its place in the file by the number of its frame on the card's clock, so that what is
// measured is exact to the sample, however the machine schedules.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sangdam::rig {

struct CardShape {
    std::uint32_t rate = 48'000;
    std::uint32_t capture_channels = 1;
    std::uint32_t playback_channels = 1;
    double seconds = 60; // Of memory; then it starts over.
    double ppm = 0;      // How much faster than the computer's clock.
};

// The beginning of the file. Written by several processes: plain words are set once, before
// `magic`, or belong to one writer.
struct CardHeader {
    std::uint32_t magic;
    std::uint32_t rate;
    std::uint32_t capture_channels;
    std::uint32_t playback_channels;
    std::uint64_t length;  // Frames in each track.
    std::int64_t began_ns; // CLOCK_MONOTONIC at frame 0.
    double ppm;
    std::atomic<std::uint32_t> unplugged; // Every ALSA call answers ENODEV.
    std::atomic<std::uint32_t> capture_opens, capture_starts, capture_xruns, capture_period;
    std::atomic<std::uint32_t> playback_opens, playback_starts, playback_xruns, playback_period;
    std::atomic<std::uint64_t> capture_frames, playback_frames; // Moved in all.
    std::atomic<std::uint64_t> played_until; // One past the last frame that was ever written.
};

class VirtualCard {
public:
    static std::optional<VirtualCard> create(const std::string& path, const CardShape&);
    static std::optional<VirtualCard> open(const std::string& path);
    ~VirtualCard();
    VirtualCard(VirtualCard&& other) noexcept;
    VirtualCard& operator=(VirtualCard&& other) noexcept;

    CardHeader& header() const { return *header_; }
    std::uint64_t frames(double seconds) const;
    std::uint64_t now() const;                    // The card's clock.
    std::int64_t when(std::uint64_t frame) const; // CLOCK_MONOTONIC, ns: not before.

    // `frame` and channel 0; the tracks are rings.
    std::int16_t* microphone(std::uint64_t frame) const;
    std::int16_t* ear(std::uint64_t frame) const;

    // Puts sound of the card's rate before the microphone from `frame` on, over and over if `loop`
    // until the memory is full.
    void speak(std::uint64_t frame, std::span<const std::int16_t> sound, bool loop);
    void hush(); // Silence before the microphone.
    // What the ear heard between two frames; silence where nothing was played.
    std::vector<std::int16_t> heard(std::uint64_t from, std::uint64_t to) const;
    std::vector<std::int16_t> spoken(std::uint64_t from, std::uint64_t to) const;

private:
    VirtualCard(void* memory, std::size_t size);
    CardHeader* header_ = nullptr;
    std::size_t size_ = 0;
};

// An ALSA configuration with one PCM per card, and one that cannot be opened: PortAudio 19.6 aborts
// when every PCM can (pa_linux_alsa.c, "devIdx < numDeviceNames").
struct NamedCard {
    std::string name;
    std::string path;
};
std::string alsa_config(const std::string& plugin, const std::vector<NamedCard>&);

} // namespace sangdam::rig
