// SPDX-License-Identifier: MIT
//
// Up to two ALSA directions and the thread ("card") that moves sound between them and an AudioLine.
// Microphone and ear are served each in its own time: they may be two devices with two clocks. A
// device that was pulled out ends the thread and is told by gone(); nothing here can hang on it.
#pragma once

#include "audio/alsa_pcm.h"
#include "audio/audio_line.h"
#include "base/result.h"

#include <array>
#include <atomic>
#include <optional>
#include <poll.h>
#include <thread>
#include <vector>

namespace sangdam::audio {

class AlsaCard {
public:
    // Both configured for `format`. The line must outlive the card.
    AlsaCard(std::optional<AlsaPcm> capture, std::optional<AlsaPcm> playback, CardFormat,
             AudioLine&);
    ~AlsaCard();
    AlsaCard(const AlsaCard&) = delete;
    AlsaCard& operator=(const AlsaCard&) = delete;

    // Audio thread.
    base::Status start();
    void stop(); // Joins, within a tenth of a second.
    bool gone() const { return gone_.load(); }

private:
    void run() noexcept;
    bool listen() noexcept; // False: gone.
    bool speak() noexcept;
    void wait() noexcept;

    const CardFormat format_;
    AudioLine& line_;
    std::optional<AlsaPcm> capture_;
    std::optional<AlsaPcm> playback_;
    std::vector<std::int16_t> in_; // One period.
    std::vector<std::int16_t> out_;
    std::array<pollfd, 16> fds_{};
    int dead_waits_ = 0; // In a row, that no period came out of. Card's thread.
    std::atomic<bool> stopping_{false};
    std::atomic<bool> gone_{false};
    std::thread thread_;
};

} // namespace sangdam::audio
